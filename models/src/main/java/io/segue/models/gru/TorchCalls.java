package io.segue.models.gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A call is one upload (hidden vectors and inputs), the rounds, one product with all items, a top-k, and one download.
 * All that it makes lives in a manager of its own, each round's in a scope of its own, so memory stays flat. On a GPU
 * batches are padded to powers of two, since a new size costs seconds there.
 */
final class TorchCalls implements GruCalls {
    private static final int NEVER = -1;

    private final TorchGru engine;
    private final NDManager manager;
    private final Candidates candidates;

    private @Nullable NDArray maskOnDevice;
    private int maskChanges = NEVER;
    private @Nullable NDArray announcedVectors;
    private @Nullable NDArray announcedBias;
    private int announcedChanges;

    TorchCalls(TorchGru engine, NDManager manager, Candidates candidates) {
        this.engine = engine;
        this.manager = manager;
        this.candidates = candidates;
    }

    @Override
    public float[] run(PackedBatch packed, OwnItems own, int fetched) {
        uploadAnnounced();
        try (NDManager local = manager.newSubManager()) {
            NDArray values = local.create(packed.values());
            NDArray hidden = hiddenAfter(packed, values);
            NDArray outputs = outputs(packed, values, hidden);
            NDArray scores = scores(outputs);
            NDList best = scores.topK(fetched, 1, true, true);
            NDList columns =
                    new NDList(hidden, outputs, best.get(0), best.get(1).toType(DataType.FLOAT32, false));
            if (own.width() > 0) {
                columns.add(
                        scores.gather(local.create(own.candidates(), new Shape(packed.paddedRows(), own.width())), 1));
            }
            return NDArrays.concat(columns, 1).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Brings what changed to the device: the table is small. */
    private void uploadAnnounced() {
        AnnouncedItems announced = candidates.announced();
        if (announcedChanges == announced.changes()) {
            return;
        }
        closeIfThere(announcedVectors);
        closeIfThere(announcedBias);
        Shape shape = new Shape(announced.rows(), engine.shape().hiddenSize());
        announcedVectors = manager.create(announced.vectors().toRows(), shape);
        announcedBias = manager.create(Arrays.copyOf(announced.bias(), announced.rows()));
        announcedChanges = announced.changes();
    }

    private static void closeIfThere(@Nullable NDArray array) {
        if (array != null) {
            array.close();
        }
    }

    private NDArray mask() {
        NDArray mask = maskOnDevice;
        if (mask == null || maskChanges != candidates.changes()) {
            closeIfThere(mask);
            mask = manager.create(
                    Arrays.copyOf(candidates.offsets(), engine.shape().itemsCount()));
            maskOnDevice = mask;
            maskChanges = candidates.changes();
        }
        return mask;
    }

    /** [paddedRows, candidates]. */
    private NDArray scores(NDArray outputs) {
        NDArray ofModel = outputs.matMul(engine.outputs()).addi(mask());
        NDArray vectors = announcedVectors;
        NDArray bias = announcedBias;
        if (vectors == null || bias == null) {
            return ofModel;
        }
        NDArray ofAnnounced = outputs.matMul(vectors.transpose()).addi(bias);
        return NDArrays.concat(new NDList(ofModel, ofAnnounced), 1);
    }

    private NDArray outputs(PackedBatch packed, NDArray values, NDArray hidden) {
        if (!engine.shape().crossesOutputs()) {
            return hidden;
        }
        long columns = engine.shape().contextColumns();
        long from = packed.newestContextsFrom(engine.shape());
        long to = from + packed.paddedRows() * columns;
        return engine.cell().outputs(hidden, rows(values, from, to).reshape(packed.paddedRows(), columns));
    }

    /** All rounds; returns the hidden vectors after them, [paddedRows, H]. */
    private NDArray hiddenAfter(PackedBatch packed, NDArray values) {
        int hiddenSize = engine.shape().hiddenSize();
        long at = (long) packed.paddedRows() * hiddenSize;
        NDArray hidden = begun(packed, values, rows(values, 0, at).reshape(packed.paddedRows(), hiddenSize));
        for (int round = 0; round < packed.rounds(); round++) {
            int rows = packed.paddedRoundRows()[round];
            long end = at + (long) rows * packed.columns();
            try (NDScope scope = new NDScope()) {
                NDArray inputs = rows(values, at, end).reshape(rows, packed.columns());
                NDArray next = round(inputs, hidden, packed.roundRows()[round]);
                NDScope.unregister(next);
                hidden.close();
                hidden = next;
            }
            at = end;
        }
        return hidden;
    }

    private NDArray begun(PackedBatch packed, NDArray values, NDArray hidden) {
        if (!engine.shape().hasMemory()) {
            return hidden;
        }
        long end = packed.values().length;
        return engine.cell()
                .begun(hidden, rows(values, end - packed.paddedRows(), end).reshape(packed.paddedRows(), 1));
    }

    /** One round: the first rows step, {@code active} of them for real, the others stay as they are. */
    private NDArray round(NDArray inputs, NDArray hidden, int active) {
        NDArray itemRows = inputs.get(new NDIndex(":, 0")).toType(DataType.INT64, false);
        NDArray context = inputs.get(new NDIndex(":, 1:"));
        NDArray gates = engine.cell().preActivations(inputVectors(itemRows), context);
        NDArray first = rows(hidden, 0, inputs.getShape().get(0));
        NDArray stepped = engine.cell().step(gates, first);
        long all = hidden.getShape().get(0);
        return active == all ? stepped : rows(stepped, 0, active).concat(rows(hidden, active, all), 0);
    }

    private NDArray inputVectors(NDArray itemRows) {
        NDArray vectors = announcedVectors;
        if (vectors == null) {
            return GruCell.rowsOf(engine.items(), itemRows);
        }
        long ofModel = engine.shape().rows();
        NDArray fromModel = GruCell.rowsOf(engine.items(), itemRows.minimum(ofModel - 1));
        NDArray fromAnnounced = GruCell.rowsOf(vectors, itemRows.sub(ofModel).maximum(0L));
        NDArray isAnnounced =
                itemRows.gte(ofModel).toType(DataType.FLOAT32, false).reshape(-1, 1);
        return fromModel.add(fromAnnounced.sub(fromModel).mul(isAnnounced));
    }

    private static NDArray rows(NDArray array, long from, long to) {
        return array.get(new NDIndex().addSliceDim(from, to));
    }
}
