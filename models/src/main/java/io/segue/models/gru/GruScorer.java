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
import io.segue.models.serving.Scorer;
import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A view of a {@link GruModel}. A call is one upload (hidden vectors and inputs), the rounds, one product with all
 * items, a top-k, and one download. All that a call makes lives in a manager of its own, each round's in a scope of its
 * own, so memory stays flat. On a GPU batches are padded to powers of two, since a new size costs seconds there.
 *
 * <p>Candidates are the vocabulary's items and, behind them, the announced ones; inputs are read from the table of the
 * model and, behind that, from the same announced ones.
 */
final class GruScorer implements Scorer {
    private final GruModel model;
    private final NDManager manager;
    private final boolean padded;
    /** The items' bias, or minus infinity for those that aren't available. */
    private final float[] maskedBias;

    private final AnnouncedItems announced;
    private @Nullable NDArray maskOnDevice;
    private boolean maskChanged;
    private boolean closed;

    GruScorer(GruModel model, NDManager manager, boolean padded) {
        this.model = model;
        this.manager = manager;
        this.padded = padded;
        this.maskedBias = model.itemBias().clone();
        this.announced = new AnnouncedItems(model.hiddenSize(), ANNOUNCED_MAX);
    }

    @Override
    public void setAvailable(String itemId, boolean available) {
        int row = model.vocabulary().row(itemId);
        if (row < 0) {
            announced.setBias(itemId, available ? model.coldBias() : Float.NEGATIVE_INFINITY);
            return;
        }
        float bias = available ? model.itemBias()[row] : Float.NEGATIVE_INFINITY;
        if (bias != maskedBias[row]) {
            maskedBias[row] = bias;
            maskChanged = true;
        }
    }

    @Override
    public void setContent(String itemId, ItemContent content) {
        if (!model.vocabulary().contains(itemId)) {
            model.vectorOf(content).ifPresent(vector -> announced.put(itemId, vector, model.coldBias()));
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
            announced.upload(manager);
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
        PackedBatch packed = PackedBatch.of(batch, model.shape(), this::inputRow, padded);
        OwnItems own = OwnItems.of(batch, packed, model.copyHead().eventsMax(), this::candidate);
        int candidates = model.itemsCount() + (announced.isEmpty() ? 0 : announced.rows());
        // So many more than wanted as may turn out to be the excluded item or the session's own.
        int fetched = Math.min(count + 1 + own.width(), candidates);
        float[] result;
        try (NDManager local = manager.newSubManager()) {
            NDArray values = local.create(packed.values());
            NDArray hidden = run(packed, values);
            NDArray outputs = outputs(packed, values, hidden);
            NDArray scores = scores(outputs);
            NDList best = scores.topK(fetched, 1, true, true);
            NDList columns =
                    new NDList(hidden, outputs, best.get(0), best.get(1).toType(DataType.FLOAT32, false));
            if (own.width() > 0) {
                columns.add(
                        scores.gather(local.create(own.candidates(), new Shape(packed.paddedRows(), own.width())), 1));
            }
            result = NDArrays.concat(columns, 1).toFloatArray();
        }
        return answers(batch, packed, new TopLists(model, announced, own, fetched, result), count);
    }

    /** Where an item is read from as an input. */
    private int inputRow(String itemId) {
        int place = announced.row(itemId);
        return place >= 0
                ? model.shape().rows() + place
                : model.vocabulary().rowOrBucket(itemId, model.shape().oovBuckets());
    }

    /** An item's place among the candidates, or -1. */
    private int candidate(String itemId) {
        int place = announced.row(itemId);
        return place >= 0 ? model.itemsCount() + place : model.vocabulary().row(itemId);
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

    /** [paddedRows, candidates]. */
    private NDArray scores(NDArray outputs) {
        NDArray ofModel = outputs.matMul(model.outputs()).addi(mask());
        if (announced.isEmpty()) {
            return ofModel;
        }
        NDArray ofAnnounced = outputs.matMul(announced.vectors().transpose()).addi(announced.bias());
        return NDArrays.concat(new NDList(ofModel, ofAnnounced), 1);
    }

    private NDArray outputs(PackedBatch packed, NDArray values, NDArray hidden) {
        if (!model.shape().crossesOutputs()) {
            return hidden;
        }
        long columns = model.shape().contextColumns();
        long from = packed.newestContextsFrom(model.shape());
        long to = from + packed.paddedRows() * columns;
        return model.cell().outputs(hidden, rows(values, from, to).reshape(packed.paddedRows(), columns));
    }

    /** All rounds; returns the hidden vectors after them, [paddedRows, H]. */
    private NDArray run(PackedBatch packed, NDArray values) {
        int hiddenSize = model.hiddenSize();
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
        if (!model.shape().hasMemory()) {
            return hidden;
        }
        long end = packed.values().length;
        return model.cell()
                .begun(hidden, rows(values, end - packed.paddedRows(), end).reshape(packed.paddedRows(), 1));
    }

    /** One round: the first rows step, {@code active} of them for real, the others stay as they are. */
    private NDArray round(NDArray inputs, NDArray hidden, int active) {
        NDArray itemRows = inputs.get(new NDIndex(":, 0")).toType(DataType.INT64, false);
        NDArray context = inputs.get(new NDIndex(":, 1:"));
        NDArray gates = model.cell().preActivations(inputVectors(itemRows), context);
        NDArray first = rows(hidden, 0, inputs.getShape().get(0));
        NDArray stepped = model.cell().step(gates, first);
        long all = hidden.getShape().get(0);
        return active == all ? stepped : rows(stepped, 0, active).concat(rows(hidden, active, all), 0);
    }

    private NDArray inputVectors(NDArray itemRows) {
        if (announced.isEmpty()) {
            return GruCell.rowsOf(model.items(), itemRows);
        }
        long ofModel = model.shape().rows();
        NDArray fromModel = GruCell.rowsOf(model.items(), itemRows.minimum(ofModel - 1));
        NDArray fromAnnounced =
                GruCell.rowsOf(announced.vectors(), itemRows.sub(ofModel).maximum(0L));
        NDArray isAnnounced =
                itemRows.gte(ofModel).toType(DataType.FLOAT32, false).reshape(-1, 1);
        return fromModel.add(fromAnnounced.sub(fromModel).mul(isAnnounced));
    }

    private static NDArray rows(NDArray array, long from, long to) {
        return array.get(new NDIndex().addSliceDim(from, to));
    }

    private static List<ModelAnswer> answers(List<ModelRequest> batch, PackedBatch packed, TopLists lists, int count) {
        ModelAnswer[] answers = new ModelAnswer[batch.size()];
        for (int row = 0; row < batch.size(); row++) {
            String excluded = batch.get(packed.order()[row]).excludedItemId();
            answers[packed.order()[row]] = new ModelAnswer(lists.hidden(row), lists.items(row, count, excluded));
        }
        return Arrays.asList(answers);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            model.closeScorer(manager);
        }
    }
}
