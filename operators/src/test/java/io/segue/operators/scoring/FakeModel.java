package io.segue.operators.scoring;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.ScoredItem;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.StepInput;
import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A model of arithmetic that writes down what it is asked. Its hidden vector is a hash chain of the inputs, so every
 * input and their order matter, and it refuses the vector of another model. It ranks its items in the order in which
 * they were given.
 */
final class FakeModel implements NextItemModel {
    private static final int WORDS = 4;
    private static final int WORD_BITS = 16;
    private static final long WORD_MASK = 0xffff;

    private final String version;
    private final List<String> itemIds;
    private final List<List<ModelRequest>> calls = new ArrayList<>();
    private int openScorers;
    private Runnable onCall = () -> {};

    FakeModel(String version, String... itemIds) {
        this.version = version;
        this.itemIds = List.of(itemIds);
    }

    /** The batches that it was asked, in order. */
    List<List<ModelRequest>> calls() {
        return calls;
    }

    List<Integer> callSizes() {
        return calls.stream().map(List::size).toList();
    }

    /** The one request of the last call. */
    ModelRequest lastRequest() {
        List<ModelRequest> last = calls.get(calls.size() - 1);
        if (last.size() != 1) {
            throw new AssertionError("the last call had " + last.size() + " requests");
        }
        return last.get(0);
    }

    int openScorers() {
        return openScorers;
    }

    /** Does this in the middle of every call. */
    void duringCalls(Runnable action) {
        onCall = action;
    }

    /** The vector of a session with these inputs, from scratch. */
    float[] replay(List<StepInput> inputs) {
        return steps(new float[0], inputs);
    }

    private float[] steps(float[] hidden, List<StepInput> inputs) {
        long hash = hidden.length == 0 ? version.hashCode() : unpacked(hidden);
        for (StepInput input : inputs) {
            hash = mixed(hash * 31 + input.hashCode());
        }
        return packed(hash);
    }

    private float[] packed(long hash) {
        float[] hidden = new float[WORDS + 1];
        for (int i = 0; i < WORDS; i++) {
            hidden[i] = (hash >>> (i * WORD_BITS)) & WORD_MASK;
        }
        hidden[WORDS] = version.hashCode() & WORD_MASK;
        return hidden;
    }

    private long unpacked(float[] hidden) {
        if (hidden.length != WORDS + 1 || hidden[WORDS] != (version.hashCode() & WORD_MASK)) {
            throw new IllegalArgumentException("this hidden vector was not made by " + version);
        }
        long hash = 0;
        for (int i = 0; i < WORDS; i++) {
            hash |= (long) hidden[i] << (i * WORD_BITS);
        }
        return hash;
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int hiddenSize() {
        return WORDS + 1;
    }

    @Override
    public int itemsCount() {
        return itemIds.size();
    }

    @Override
    public String deviceName() {
        return "cpu";
    }

    @Override
    public Scorer newScorer() {
        openScorers++;
        return new FakeScorer();
    }

    @Override
    public void close() {
        throw new AssertionError("a subtask gives a model back, and closes none");
    }

    private final class FakeScorer implements Scorer {
        private final Set<String> unavailable = new HashSet<>();
        private boolean closed;

        @Override
        public void setAvailable(String itemId, boolean available) {
            requireOpen();
            if (available) {
                unavailable.remove(itemId);
            } else {
                unavailable.add(itemId);
            }
        }

        @Override
        public void setContent(String itemId, ItemContent content) {}

        @Override
        public List<ModelAnswer> recommend(List<ModelRequest> batch, int count) {
            requireOpen();
            onCall.run();
            calls.add(List.copyOf(batch));
            List<ModelAnswer> answers = new ArrayList<>();
            for (ModelRequest request : batch) {
                answers.add(new ModelAnswer(steps(request.hidden(), request.inputs()), ranked(request, count)));
            }
            return answers;
        }

        private List<ScoredItem> ranked(ModelRequest request, int count) {
            List<ScoredItem> ranked = new ArrayList<>();
            for (String itemId : itemIds) {
                boolean allowed = !unavailable.contains(itemId) && !itemId.equals(request.excludedItemId());
                if (allowed && ranked.size() < count) {
                    ranked.add(new ScoredItem(itemId, -ranked.size()));
                }
            }
            return ranked;
        }

        @Override
        public void close() {
            requireOpen();
            closed = true;
            openScorers--;
        }

        private void requireOpen() {
            if (closed) {
                throw new IllegalStateException("a scorer of " + version + " is closed");
            }
        }
    }
}
