package io.segue.models.gru;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One step's worth of sessions. Longest first, inputs round after round, so that round r is {@code roundRows[r]} rows
 * in one piece.
 *
 * @param roundRows sessions that have an input in each round
 * @param touchedRows the rows of the item table that take part; the first {@code candidatesCount} of them are the items
 *     that compete as targets
 * @param logInclusions of each candidate, see {@link NegativeSampler}
 * @param inputPlaces of each input, its place among the touched rows
 * @param contextRows of each input, four
 * @param exampleInputs the inputs that have a target
 * @param targetPlaces of each example, its target's place among the candidates
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TrainingBatch(
        int[] roundRows,
        int[] touchedRows,
        int candidatesCount,
        float[] logInclusions,
        long[] inputPlaces,
        long[] contextRows,
        long[] exampleInputs,
        long[] targetPlaces) {

    int inputsCount() {
        return inputPlaces.length;
    }

    int examplesCount() {
        return targetPlaces.length;
    }

    /** Makes the batches of a training, one after the other. */
    static final class Maker {
        private final TrainingData data;
        private final NegativeSampler sampler;
        private final RowSet touched;

        Maker(TrainingData data, GruShape shape, GruSettings settings) {
            this.data = data;
            this.sampler = new NegativeSampler(data.itemCounts(), settings.negatives(), settings.negativesAlpha());
            this.touched = new RowSet(shape.rows());
        }

        /** The windows from {@code from} to before {@code to}, with negatives drawn from {@code random}. */
        TrainingBatch make(int from, int to, RandomGenerator random) {
            List<Integer> windows = new ArrayList<>(to - from);
            for (int window = from; window < to; window++) {
                windows.add(window);
            }
            windows.sort(Comparator.comparingInt(window -> -data.windowLength(window)));
            int[] roundRows = roundRows(windows);
            int[] inputs = inputsInOrder(windows, roundRows);
            return make(inputs, roundRows, random);
        }

        private int[] roundRows(List<Integer> windows) {
            int[] roundRows = new int[data.windowLength(windows.get(0))];
            for (int window : windows) {
                for (int round = 0; round < data.windowLength(window); round++) {
                    roundRows[round]++;
                }
            }
            return roundRows;
        }

        private int[] inputsInOrder(List<Integer> windows, int[] roundRows) {
            int count = 0;
            for (int rows : roundRows) {
                count += rows;
            }
            int[] inputs = new int[count];
            int at = 0;
            for (int round = 0; round < roundRows.length; round++) {
                for (int row = 0; row < roundRows[round]; row++) {
                    inputs[at++] = data.windowStart(windows.get(row)) + round;
                }
            }
            return inputs;
        }

        private TrainingBatch make(int[] inputs, int[] roundRows, RandomGenerator random) {
            touched.clear();
            long[] exampleInputs = new long[inputs.length];
            long[] targetPlaces = new long[inputs.length];
            int examples = 0;
            for (int i = 0; i < inputs.length; i++) {
                int target = data.targetRow(inputs[i]);
                if (target != TrainingData.NO_TARGET) {
                    exampleInputs[examples] = i;
                    targetPlaces[examples++] = touched.add(target);
                }
            }
            sampler.draw(random, touched);
            int candidates = touched.size();
            long[] inputPlaces = new long[inputs.length];
            long[] contextRows = new long[inputs.length * GruShape.CONTEXT_FEATURES];
            for (int i = 0; i < inputs.length; i++) {
                inputPlaces[i] = touched.add(data.inputRow(inputs[i]));
                for (int feature = 0; feature < GruShape.CONTEXT_FEATURES; feature++) {
                    contextRows[i * GruShape.CONTEXT_FEATURES + feature] = data.contextRow(inputs[i], feature);
                }
            }
            int[] rows = touched.toArray();
            float[] logInclusions = new float[candidates];
            for (int i = 0; i < candidates; i++) {
                logInclusions[i] = sampler.logInclusion(rows[i], examples);
            }
            return new TrainingBatch(
                    roundRows,
                    rows,
                    candidates,
                    logInclusions,
                    inputPlaces,
                    contextRows,
                    Arrays.copyOf(exampleInputs, examples),
                    Arrays.copyOf(targetPlaces, examples));
        }
    }
}
