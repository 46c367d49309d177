package io.segue.models.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Factors of items, as part of a session and as what comes next, learned by stochastic gradient descent: an example is
 * an item of a session, the items before it, and a negative, an item drawn from all events. Its step raises
 * {@code ln sigmoid(score of the item - score of the negative)}.
 */
final class BprFactors {
    private static final double FIRST_DEVIATION = 0.1;

    private final SessionRows sessions;
    private final BprMfSettings settings;
    private final float[][] inputs;
    private final float[][] targets;
    private final float[] biases;
    /** Of one step only. */
    private final int[] context;

    private final float[] mean;

    private BprFactors(SessionRows sessions, BprMfSettings settings, SplittableRandom random) {
        this.sessions = sessions;
        this.settings = settings;
        this.inputs = noise(sessions.vocabulary().size(), settings.factors(), random);
        this.targets = noise(sessions.vocabulary().size(), settings.factors(), random);
        this.biases = new float[sessions.vocabulary().size()];
        this.context = new int[settings.itemsMax()];
        this.mean = new float[settings.factors()];
    }

    private static float[][] noise(int rows, int columns, SplittableRandom random) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) ((2 * random.nextDouble() - 1) * FIRST_DEVIATION);
            }
        }
        return values;
    }

    /**
     * Learns from all events but the first of each session.
     *
     * @param repeatsCollapsed whether the item before the target never is the negative, being never proposed
     */
    static BprFactors learn(SessionRows sessions, boolean repeatsCollapsed, BprMfSettings settings) {
        SplittableRandom random = new SplittableRandom(settings.seed());
        BprFactors factors = new BprFactors(sessions, settings, random);
        int[] sessionOf = new int[sessions.rows().length];
        int[] examples = new int[sessions.rows().length - sessions.count()];
        int count = 0;
        for (int session = 0; session < sessions.count(); session++) {
            Arrays.fill(sessionOf, sessions.start(session), sessions.end(session), session);
            for (int i = sessions.start(session) + 1; i < sessions.end(session); i++) {
                examples[count++] = i;
            }
        }
        long steps = (long) settings.epochs() * examples.length;
        for (long step = 0; step < steps; step++) {
            int example = examples[random.nextInt(examples.length)];
            int negative = sessions.rows()[random.nextInt(sessionOf.length)];
            boolean isHidden = repeatsCollapsed && negative == sessions.rows()[example - 1];
            if (negative != sessions.rows()[example] && !isHidden) {
                double rate = settings.learningRate() * (1 - (double) step / steps);
                factors.step(sessions.start(sessionOf[example]), example, negative, (float) rate);
            }
        }
        return factors;
    }

    private void step(int start, int example, int negativeRow, float rate) {
        int contextSize = readContext(start, example);
        mean(context, contextSize, mean);
        int positiveRow = sessions.rows()[example];
        float[] positive = targets[positiveRow];
        float[] negative = targets[negativeRow];
        float difference = biases[positiveRow] - biases[negativeRow];
        for (int i = 0; i < mean.length; i++) {
            difference += mean[i] * (positive[i] - negative[i]);
        }
        float gradient = (float) (1 / (1 + Math.exp(difference)));
        float decay = (float) settings.regularisation();
        for (int c = 0; c < contextSize; c++) {
            float[] input = inputs[context[c]];
            float share = gradient / contextSize;
            for (int i = 0; i < mean.length; i++) {
                input[i] += rate * (share * (positive[i] - negative[i]) - decay * input[i]);
            }
        }
        for (int i = 0; i < mean.length; i++) {
            positive[i] += rate * (gradient * mean[i] - decay * positive[i]);
            negative[i] += rate * (-gradient * mean[i] - decay * negative[i]);
        }
        biases[positiveRow] += rate * (gradient - decay * biases[positiveRow]);
        biases[negativeRow] += rate * (-gradient - decay * biases[negativeRow]);
    }

    /** The newest distinct items before the example, as {@link CurrentSession} has them. */
    private int readContext(int start, int example) {
        int size = 0;
        for (int i = example - 1; i >= start && size < context.length; i--) {
            int row = sessions.rows()[i];
            boolean isNew = true;
            for (int c = 0; c < size; c++) {
                isNew &= context[c] != row;
            }
            if (isNew) {
                context[size++] = row;
            }
        }
        return size;
    }

    /** Writes the mean of the factors of some items as part of a session. */
    void mean(int[] rows, int count, float[] into) {
        Arrays.fill(into, 0);
        for (int r = 0; r < count; r++) {
            float[] input = inputs[rows[r]];
            for (int i = 0; i < into.length; i++) {
                into[i] += input[i] / count;
            }
        }
    }

    float[] biases() {
        return biases;
    }

    /** The factors of the targets, [factors][items]. */
    float[][] targetColumns() {
        float[][] columns = new float[settings.factors()][targets.length];
        for (int row = 0; row < targets.length; row++) {
            for (int factor = 0; factor < columns.length; factor++) {
                columns[factor][row] = targets[row][factor];
            }
        }
        return columns;
    }
}
