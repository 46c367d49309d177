package io.segue.models.gru;

import io.segue.models.device.DeviceChoice;
import io.segue.models.kernel.Kernel;
import io.segue.models.kernel.PanelCodes;
import io.segue.models.kernel.Panels;
import io.segue.models.vocabulary.KnownItems;
import java.util.Optional;

/** Weights on the heap, for the kernel of this process. */
final class KernelGru implements GruEngine {
    private final GruShape shape;
    private final Kernel kernel;
    private final KernelCell cell;
    private final Panels items;
    private final Optional<PanelCodes> codes;
    /** Rows of inputs, where they have a table of their own; else empty. */
    private final float[] inputs;

    KernelGru(GruWeights weights, KnownItems known, Kernel kernel) {
        this.shape = weights.shape();
        this.kernel = kernel;
        this.cell = new KernelCell(weights, kernel);
        this.items = fused(weights, known);
        this.codes = PanelCodes.of(items, kernel);
        this.inputs = shape.isConstrained()
                ? new float[0]
                : weights.values(GruShape.INPUT_ITEMS).clone();
    }

    /** Every item's own vector and its content's, in one: the step costs nothing more for the content. */
    private static Panels fused(GruWeights weights, KnownItems known) {
        GruShape shape = weights.shape();
        int units = shape.hiddenSize();
        Panels items = new Panels(units, weights.tensor(GruShape.ITEMS).shape()[0]);
        float[] vector = new float[units];
        for (int row = 0; row < items.columns(); row++) {
            System.arraycopy(weights.values(GruShape.ITEMS), row * units, vector, 0, units);
            if (shape.hasContent() && row < shape.itemsCount()) {
                known.contentOf(row).addTo(weights.values(GruShape.CONTENT), units, vector, 0);
            }
            items.put(row, vector, 0);
        }
        return items;
    }

    @Override
    public String deviceName() {
        return DeviceChoice.CPU.text();
    }

    @Override
    public boolean padsBatches() {
        return false;
    }

    @Override
    public GruCalls newCalls(Candidates candidates) {
        return new KernelCalls(this, candidates);
    }

    @Override
    public void close() {
        // The heap's collector does it.
    }

    GruShape shape() {
        return shape;
    }

    Kernel kernel() {
        return kernel;
    }

    KernelCell cell() {
        return cell;
    }

    /** [H, V], or [H, V + buckets] where inputs are read from it, too. */
    Panels items() {
        return items;
    }

    /** Of the items; empty where they would not pay. */
    Optional<PanelCodes> codes() {
        return codes;
    }

    /**
     * Copies what an item is as input.
     *
     * @param vector gets as many values as an input is wide
     */
    void readInput(int row, float[] vector, int at) {
        if (shape.isConstrained()) {
            items.read(row, vector, at);
        } else {
            System.arraycopy(inputs, row * shape.inputWidth(), vector, at, shape.inputWidth());
        }
    }
}
