package io.segue.models.gru;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whole sessions, or the pieces of long ones, in their order: each a row of a batch. */
final class SessionBatches {
    /**
     * Some windows, or a piece of each.
     *
     * @param inputs their numbers, round after round
     * @param roundRows rows of every round
     * @param windows of every row
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Rounds(int[] inputs, int[] roundRows, int[] windows) {}

    private SessionBatches() {}

    /** The windows from {@code from} to before {@code to}, longest first. */
    static Rounds of(TrainingData data, int from, int to) {
        List<Integer> windows = new ArrayList<>(to - from);
        for (int window = from; window < to; window++) {
            windows.add(window);
        }
        windows.sort(Comparator.comparingInt(window -> -data.windowLength(window)));
        int[] roundRows = new int[data.windowLength(windows.get(0))];
        int count = 0;
        for (int window : windows) {
            count += data.windowLength(window);
            for (int round = 0; round < data.windowLength(window); round++) {
                roundRows[round]++;
            }
        }
        int[] inputs = new int[count];
        int at = 0;
        for (int round = 0; round < roundRows.length; round++) {
            for (int row = 0; row < roundRows[round]; row++) {
                inputs[at++] = data.windowStart(windows.get(row)) + round;
            }
        }
        return new Rounds(
                inputs, roundRows, windows.stream().mapToInt(Integer::intValue).toArray());
    }
}
