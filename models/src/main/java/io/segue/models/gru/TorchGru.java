package io.segue.models.gru;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.vocabulary.KnownItems;

/** Weights on a device of libtorch. */
final class TorchGru implements GruEngine {
    private final GruShape shape;
    private final Device device;
    private final boolean padded;
    private final NDManager manager;
    private final GruCell cell;
    private final NDArray items;
    private final NDArray outputs;

    /** @param padded whether batches are filled up to powers of two */
    TorchGru(GruWeights weights, KnownItems known, Device device, boolean padded) {
        this.shape = weights.shape();
        this.device = device;
        this.padded = padded;
        this.manager = TorchEngine.start().newBaseManager(device);
        try {
            this.cell = GruCell.of(weights, manager);
            NDArray table = manager.create(
                    fused(weights, known),
                    new Shape(weights.tensor(GruShape.ITEMS).shape()[0], shape.hiddenSize()));
            this.items = shape.isConstrained() ? table : GruCell.upload(weights, GruShape.INPUT_ITEMS, manager);
            this.outputs =
                    table.get(new NDIndex().addSliceDim(0, shape.itemsCount())).transpose();
        } catch (RuntimeException | Error failed) {
            manager.close();
            throw failed;
        }
    }

    /** Every item's own vector and its content's, in one: the step costs nothing more for the content. */
    private static float[] fused(GruWeights weights, KnownItems known) {
        if (!weights.shape().hasContent()) {
            return weights.values(GruShape.ITEMS);
        }
        float[] vectors = weights.values(GruShape.ITEMS).clone();
        int hiddenSize = weights.shape().hiddenSize();
        for (int row = 0; row < weights.shape().itemsCount(); row++) {
            known.contentOf(row).addTo(weights.values(GruShape.CONTENT), hiddenSize, vectors, row * hiddenSize);
        }
        return vectors;
    }

    @Override
    public String deviceName() {
        return DeviceChoice.nameOf(device);
    }

    @Override
    public boolean padsBatches() {
        return padded;
    }

    @Override
    public GruCalls newCalls(Candidates candidates) {
        return new TorchCalls(this, manager.newSubManager(), candidates);
    }

    @Override
    public void close() {
        manager.close();
    }

    GruShape shape() {
        return shape;
    }

    GruCell cell() {
        return cell;
    }

    /** What inputs are read from, [V + buckets, H] or [V + buckets, 3H]. */
    NDArray items() {
        return items;
    }

    /** [H, V]. */
    NDArray outputs() {
        return outputs;
    }

    /** Arrays on the device that outlive a call, scorers' included. */
    int arraysCount() {
        return manager.getManagedArrays().size();
    }
}
