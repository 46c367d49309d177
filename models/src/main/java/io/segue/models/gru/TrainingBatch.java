package io.segue.models.gru;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One step's worth of interactions. Longest session first, inputs round after round, so that round r is
 * {@code roundRows[r]} rows in one piece.
 *
 * @param roundRows sessions that have an input in each round
 * @param touchedRows the rows of the item table that take part; the first {@code candidatesCount} of them are the items
 *     that compete as targets
 * @param cold of each touched row, whether this step knows it by its content only
 * @param inputRows the rows of the inputs' own table that take part, none where the item table is it
 * @param logInclusions of each candidate, see {@link NegativeSampler}
 * @param inputPlaces of each input, its place among the touched rows, or among the input rows where there are any
 * @param context of each input, {@link GruShape#contextColumns()}
 * @param exampleInputs the inputs that have a target
 * @param targetPlaces of each example, its target's place among the candidates
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record TrainingBatch(
        int[] roundRows,
        int[] touchedRows,
        int candidatesCount,
        boolean[] cold,
        int[] inputRows,
        float[] logInclusions,
        long[] inputPlaces,
        float[] context,
        long[] exampleInputs,
        long[] targetPlaces,
        OwnScores own) {

    int inputsCount() {
        return inputPlaces.length;
    }

    int examplesCount() {
        return targetPlaces.length;
    }

    /** Makes the batches of a training, one after the other. */
    static final class Maker {
        private final TrainingData data;
        private final GruShape shape;
        private final GruSettings settings;
        private final NegativeSampler sampler;
        private final RowSet touched;
        private final RowSet inputRows;

        private boolean copying;

        Maker(TrainingData data, GruShape shape, GruSettings settings) {
            this.data = data;
            this.shape = shape;
            this.settings = settings;
            this.sampler = new NegativeSampler(
                    data.itemCounts(),
                    settings.batches().negatives(),
                    settings.batches().negativesAlpha());
            this.touched = new RowSet(data.contents().size());
            this.inputRows = new RowSet(shape.rows());
        }

        /** Whether the session's own items are scored as such from now on. */
        void setCopying(boolean copies) {
            copying = copies && shape.hasCopy();
        }

        /**
         * A batch of some inputs.
         *
         * @param inputs their numbers, round after round
         * @param random what negatives and cold items are drawn from
         */
        TrainingBatch make(int[] inputs, int[] roundRows, RandomGenerator random) {
            int[] examples = Arrays.stream(inputs)
                    .filter(input -> data.input(input).hasTarget())
                    .toArray();
            addCandidates(examples, random);
            int candidates = touched.size();
            long[] inputPlaces = new long[inputs.length];
            float[] context = new float[inputs.length * shape.contextColumns()];
            int leftBehind = 0;
            inputRows.clear();
            for (int i = 0; i < inputs.length; i++) {
                TrainingData.Input input = data.input(inputs[i]);
                inputPlaces[i] = (shape.isConstrained() ? touched : inputRows).add(input.row());
                leftBehind += input.isLeftBehind() ? 1 : 0;
                if (shape.readsContext()) {
                    ContextVector.write(input.context(), shape.contextInputs(), context, i * shape.contextColumns());
                }
            }
            int[] rows = touched.toArray();
            int draws = copying ? inputs.length - leftBehind : examples.length;
            float[] logInclusions = new float[candidates];
            for (int i = 0; i < candidates; i++) {
                logInclusions[i] = sampler.logInclusion(rows[i], draws);
            }
            return new TrainingBatch(
                    roundRows,
                    rows,
                    candidates,
                    cold(rows, random),
                    inputRows.toArray(),
                    logInclusions,
                    inputPlaces,
                    context,
                    exampleInputs(inputs),
                    Arrays.stream(examples)
                            .mapToLong(
                                    input -> touched.placeOf(data.input(input).targetRow()))
                            .toArray(),
                    own(examples, logInclusions));
        }

        private void addCandidates(int[] examples, RandomGenerator random) {
            touched.clear();
            for (int input : examples) {
                touched.add(data.input(input).targetRow());
            }
            for (int i = 0; copying && i < examples.length; i++) {
                data.input(examples[i]).copied().forEach(copied -> touched.add(copied.row()));
            }
            sampler.draw(random, touched);
        }

        /** An item of which no content is known can't live on it. */
        private boolean[] cold(int[] rows, RandomGenerator random) {
            boolean[] cold = new boolean[rows.length];
            double share = settings.content().idDropout();
            for (int i = 0; share > 0 && i < rows.length; i++) {
                cold[i] = random.nextDouble() < share
                        && !data.contents().get(rows[i]).isEmpty();
            }
            return cold;
        }

        private long[] exampleInputs(int[] inputs) {
            long[] places = new long[inputs.length];
            int examples = 0;
            for (int i = 0; i < inputs.length; i++) {
                if (data.input(inputs[i]).hasTarget()) {
                    places[examples++] = i;
                }
            }
            return Arrays.copyOf(places, examples);
        }

        private OwnScores own(int[] examples, float[] logInclusions) {
            float logQ = (float) settings.loss().appliedLogQ();
            List<OwnScores.Cell> cells = new ArrayList<>();
            for (int example = 0; example < examples.length; example++) {
                TrainingData.Input input = data.input(examples[example]);
                boolean targetIsCopied = false;
                for (int i = 0; copying && i < input.copied().size(); i++) {
                    TrainingData.Copied copied = input.copied().get(i);
                    int place = touched.placeOf(copied.row());
                    targetIsCopied |= copied.row() == input.targetRow();
                    cells.add(OwnScores.Cell.copied(example, place, logQ * logInclusions[place], copied.item()));
                }
                if (!targetIsCopied) {
                    int place = touched.placeOf(input.targetRow());
                    cells.add(OwnScores.Cell.of(example, place, logQ * logInclusions[place]));
                }
                int justSeen = touched.placeOf(input.row());
                if (justSeen >= 0 && justSeen < logInclusions.length) {
                    cells.add(OwnScores.Cell.of(example, justSeen, OwnScores.OUT));
                }
            }
            return OwnScores.of(cells, logInclusions.length, settings.copy().eventsMax());
        }
    }
}
