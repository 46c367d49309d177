package io.segue.models.gru;

import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.feature.StepInput;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sessions as numbers. A window is a session or a piece of one: some inputs, each with the item that came next.
 *
 * <p>An input without a target, because the next item is the same again or has no row of its own, only moves the
 * hidden vector. Serving never recommends the item just seen, so nothing is learned from repeats.
 */
final class TrainingData {
    /** In place of a target's row. */
    static final int NO_TARGET = -1;

    private static final int ITEMS_MIN = 2;

    private final Vocabulary vocabulary;
    private final long[] itemCounts;
    /** Of every input: its row, the rows of its context, the row of its target. */
    private final int[] inputRows;

    private final byte[] contextRows;
    private final int[] targetRows;

    private int inputsCount;
    private int examplesCount;
    private int[] windowStarts = new int[1_024];
    private int windowsCount;

    private TrainingData(Vocabulary vocabulary, long[] itemCounts, int inputsMax) {
        this.vocabulary = vocabulary;
        this.itemCounts = itemCounts;
        this.inputRows = new int[inputsMax];
        this.contextRows = new byte[Math.multiplyExact(inputsMax, GruShape.CONTEXT_FEATURES)];
        this.targetRows = new int[inputsMax];
    }

    /**
     * Takes sessions in, keeping their order.
     *
     * @throws IllegalArgumentException if there is nothing to learn from
     */
    static TrainingData of(List<SessionTail> sessions, GruSettings settings) {
        Map<String, Long> counts = new HashMap<>();
        int inputsMax = 0;
        for (SessionTail session : sessions) {
            for (SessionEvent event : session.events()) {
                counts.merge(event.itemId(), 1L, Long::sum);
            }
            inputsMax = Math.addExact(inputsMax, Math.max(0, session.events().size() - 1));
        }
        List<String> itemIds = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= settings.minSupport())
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        long[] itemCounts = itemIds.stream().mapToLong(counts::get).toArray();
        TrainingData data = new TrainingData(new Vocabulary(itemIds), itemCounts, inputsMax);
        for (SessionTail session : sessions) {
            data.add(session, settings);
        }
        if (itemIds.size() < ITEMS_MIN || data.examplesCount == 0) {
            throw new IllegalArgumentException("too little to learn from: " + sessions.size() + " sessions, "
                    + counts.size() + " items, " + itemIds.size() + " of them with at least " + settings.minSupport()
                    + " interactions, " + data.examplesCount + " changes to such an item; at least " + ITEMS_MIN
                    + " of the items and one change are needed");
        }
        return data;
    }

    private void add(SessionTail session, GruSettings settings) {
        List<StepInput> inputs = session.inputs();
        int last = lastExample(inputs);
        for (int i = 0; i <= last; i++) {
            if (i % settings.stepsMax() == 0) {
                beginWindow();
            }
            StepInput input = inputs.get(i);
            inputRows[inputsCount] = vocabulary.rowOrBucket(input.itemId(), settings.oovBuckets());
            targetRows[inputsCount] = target(inputs, i);
            int[] context = PackedBatch.contextRows(input.context());
            for (int feature = 0; feature < context.length; feature++) {
                contextRows[inputsCount * GruShape.CONTEXT_FEATURES + feature] = (byte) context[feature];
            }
            examplesCount += targetRows[inputsCount] == NO_TARGET ? 0 : 1;
            inputsCount++;
        }
    }

    /** Whatever comes after the last example of a session teaches nothing. */
    private int lastExample(List<StepInput> inputs) {
        int last = inputs.size() - 2;
        while (last >= 0 && target(inputs, last) == NO_TARGET) {
            last--;
        }
        return last;
    }

    private int target(List<StepInput> inputs, int index) {
        String itemId = inputs.get(index).itemId();
        String nextItemId = inputs.get(index + 1).itemId();
        return nextItemId.equals(itemId) ? NO_TARGET : vocabulary.row(nextItemId);
    }

    private void beginWindow() {
        if (windowsCount == windowStarts.length) {
            windowStarts = Arrays.copyOf(windowStarts, 2 * windowsCount);
        }
        windowStarts[windowsCount++] = inputsCount;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Interactions by item row. */
    long[] itemCounts() {
        return itemCounts;
    }

    int examplesCount() {
        return examplesCount;
    }

    int windowsCount() {
        return windowsCount;
    }

    int windowStart(int window) {
        return windowStarts[window];
    }

    int windowLength(int window) {
        int end = window + 1 < windowsCount ? windowStarts[window + 1] : inputsCount;
        return end - windowStarts[window];
    }

    int inputRow(int input) {
        return inputRows[input];
    }

    int contextRow(int input, int feature) {
        return contextRows[input * GruShape.CONTEXT_FEATURES + feature];
    }

    int targetRow(int input) {
        return targetRows[input];
    }
}
