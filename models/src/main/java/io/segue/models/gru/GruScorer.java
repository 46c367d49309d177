package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;

/** A view of a {@link GruModel}: requests become calls of its engine, and what these bring back becomes lists. */
final class GruScorer implements Scorer {
    private final GruModel model;
    private final Candidates candidates;
    private final GruCalls calls;
    private boolean closed;

    GruScorer(GruModel model, Candidates candidates) {
        this.model = model;
        this.candidates = candidates;
        this.calls = model.engine().newCalls(candidates);
    }

    @Override
    public void setAvailable(String itemId, boolean available) {
        candidates.setAvailable(itemId, available);
    }

    @Override
    public void setContent(String itemId, ItemContent content) {
        if (!model.vocabulary().contains(itemId)) {
            model.vectorOf(content).ifPresent(vector -> candidates.announce(itemId, vector));
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
        boolean padded = model.engine().padsBatches();
        PackedBatch packed = PackedBatch.of(batch, model.shape(), candidates::inputRow, padded);
        OwnItems own = OwnItems.of(batch, packed, model.copyHead().eventsMax(), candidates::place);
        // So many more than wanted as may turn out to be the excluded item or the session's own.
        int fetched = Math.min(count + 1 + own.width(), candidates.count());
        float[] values = calls.run(packed, own, fetched);
        return answers(batch, packed, new TopLists(model, candidates, own, fetched, values), count);
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
            model.closeCalls(calls);
        }
    }
}
