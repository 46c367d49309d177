package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.ScoredItem;
import io.segue.models.serving.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A view of a {@link GruModel}. A call is one upload (hidden vectors and inputs), the rounds, one product with all
 * items, a top-k, and one download. All that a call makes lives in a manager of its own, each round's in a scope of its
 * own, so memory stays flat. On a GPU batches are padded to powers of two, since a new size costs seconds there.
 */
final class GruScorer implements Scorer {
    private final GruModel model;
    private final NDManager manager;
    private final boolean padded;
    /** The items' bias, or minus infinity for those that aren't available. */
    private final float[] maskedBias;

    private @Nullable NDArray maskOnDevice;
    private boolean maskChanged;
    private boolean closed;

    GruScorer(GruModel model, NDManager manager, boolean padded) {
        this.model = model;
        this.manager = manager;
        this.padded = padded;
        this.maskedBias = model.itemBias().clone();
    }

    @Override
    public void setAvailable(String itemId, boolean available) {
        int row = model.vocabulary().row(itemId);
        if (row < 0) {
            return;
        }
        float bias = available ? model.itemBias()[row] : Float.NEGATIVE_INFINITY;
        if (bias != maskedBias[row]) {
            maskedBias[row] = bias;
            maskChanged = true;
        }
    }

    @Override
    public List<ModelAnswer> recommend(List<ModelRequest> batch, int count) {
        require(count >= 1 && count <= ITEMS_MAX, "count", count, "within [1, " + ITEMS_MAX + "]");
        List<ModelAnswer> answers = new ArrayList<>(batch.size());
        Lock call = model.beginCall();
        try {
            if (closed) {
                throw new IllegalStateException("this scorer of model " + model.version() + " is closed");
            }
            for (int from = 0; from < batch.size(); from += GruModel.BATCH_ROWS_MAX) {
                int to = Math.min(batch.size(), from + GruModel.BATCH_ROWS_MAX);
                answers.addAll(call(batch.subList(from, to), count));
            }
        } finally {
            call.unlock();
        }
        return answers;
    }

    private List<ModelAnswer> call(List<ModelRequest> batch, int count) {
        PackedBatch packed = PackedBatch.of(batch, model, padded);
        // One more than wanted, in case the excluded item is among them.
        int fetched = Math.min(count + 1, model.itemsCount());
        float[] result;
        try (NDManager local = manager.newSubManager()) {
            NDArray hidden = run(packed, local);
            NDArray scores = hidden.matMul(model.outputs()).addi(mask());
            NDList best = scores.topK(fetched, 1, true, true);
            result = NDArrays.concat(new NDList(hidden, best.get(0), best.get(1).toType(DataType.FLOAT32, false)), 1)
                    .toFloatArray();
        }
        return answers(batch, packed, result, fetched, count);
    }

    private NDArray mask() {
        NDArray mask = maskOnDevice;
        if (mask == null || maskChanged) {
            if (mask != null) {
                mask.close();
            }
            mask = manager.create(maskedBias);
            maskOnDevice = mask;
            maskChanged = false;
        }
        return mask;
    }

    /** All rounds; returns the hidden vectors after them, [paddedRows, H]. */
    private NDArray run(PackedBatch packed, NDManager local) {
        NDArray values = local.create(packed.values());
        int hiddenSize = model.hiddenSize();
        long at = (long) packed.paddedRows() * hiddenSize;
        NDArray hidden = rows(values, 0, at).reshape(packed.paddedRows(), hiddenSize);
        for (int round = 0; round < packed.rounds(); round++) {
            int rows = packed.paddedRoundRows()[round];
            long end = at + (long) rows * PackedBatch.INPUT_COLUMNS;
            try (NDScope scope = new NDScope()) {
                NDArray inputs = rows(values, at, end).toType(DataType.INT64, false);
                NDArray next =
                        round(inputs.reshape(rows, PackedBatch.INPUT_COLUMNS), hidden, packed.roundRows()[round]);
                NDScope.unregister(next);
                hidden.close();
                hidden = next;
            }
            at = end;
        }
        return hidden;
    }

    /** One round: the first rows step, {@code active} of them for real, the others stay as they are. */
    private NDArray round(NDArray inputs, NDArray hidden, int active) {
        NDList columns = inputs.split(new long[] {1}, 1);
        NDArray items = GruCell.rowsOf(model.items(), columns.get(0).reshape(new Shape(-1)));
        NDArray gates = model.cell().preActivations(items, columns.get(1));
        NDArray first = rows(hidden, 0, inputs.getShape().get(0));
        NDArray stepped = model.cell().step(gates, first);
        long all = hidden.getShape().get(0);
        return active == all ? stepped : rows(stepped, 0, active).concat(rows(hidden, active, all), 0);
    }

    private static NDArray rows(NDArray array, long from, long to) {
        return array.get(new NDIndex().addSliceDim(from, to));
    }

    private List<ModelAnswer> answers(
            List<ModelRequest> batch, PackedBatch packed, float[] result, int fetched, int count) {
        int hiddenSize = model.hiddenSize();
        int columns = hiddenSize + 2 * fetched;
        ModelAnswer[] answers = new ModelAnswer[batch.size()];
        for (int row = 0; row < batch.size(); row++) {
            int at = row * columns;
            float[] hidden = Arrays.copyOfRange(result, at, at + hiddenSize);
            String excluded = batch.get(packed.order()[row]).excludedItemId();
            List<ScoredItem> items = items(result, at + hiddenSize, fetched, count, excluded);
            answers[packed.order()[row]] = new ModelAnswer(hidden, items);
        }
        return Arrays.asList(answers);
    }

    private List<ScoredItem> items(float[] result, int at, int fetched, int count, String excludedItemId) {
        List<ScoredItem> items = new ArrayList<>(count);
        for (int i = 0; i < fetched && items.size() < count; i++) {
            float score = result[at + i];
            if (score == Float.NEGATIVE_INFINITY) {
                break;
            }
            String itemId = model.vocabulary().itemId((int) result[at + fetched + i]);
            if (!itemId.equals(excludedItemId)) {
                items.add(new ScoredItem(itemId, score));
            }
        }
        return items;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            model.closeScorer(manager);
        }
    }
}
