package io.segue.models.rank;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The numbers of a ranker while it is trained, and AdamW (Loshchilov and Hutter, ICLR 2019) on them. In this order:
 * linear [F], hidden [F, U], bias of the hidden layer [U], output [U].
 */
final class RankParameters {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final float[][] values;
    private final double[][] means;
    private final double[][] squares;
    private int steps;

    RankParameters(int units, long seed) {
        int features = RankFeature.count();
        SplittableRandom random = new SplittableRandom(seed);
        values = new float[][] {
            new float[features],
            uniform(features * units, Math.sqrt(6.0 / (features + units)), random),
            new float[units],
            uniform(units, 0.1, random)
        };
        means = new double[values.length][];
        squares = new double[values.length][];
        startMoments();
    }

    /** Goes on from a network. */
    RankParameters(RankNetwork network) {
        values = new float[][] {
            copy(network.linear()), copy(network.hidden()), copy(network.hiddenBias()), copy(network.output())
        };
        means = new double[values.length][];
        squares = new double[values.length][];
        startMoments();
    }

    private void startMoments() {
        for (int i = 0; i < values.length; i++) {
            means[i] = new double[values[i].length];
            squares[i] = new double[values[i].length];
        }
    }

    int units() {
        return values[2].length;
    }

    private static float[] uniform(int length, double bound, SplittableRandom random) {
        float[] drawn = new float[length];
        for (int i = 0; i < length; i++) {
            drawn[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
        return drawn;
    }

    float[] linear() {
        return values[0];
    }

    float[] hidden() {
        return values[1];
    }

    float[] hiddenBias() {
        return values[2];
    }

    float[] output() {
        return values[3];
    }

    /** One step. Matrices decay, biases do not. */
    void update(float[][] gradients, double learningRate, double weightDecay) {
        steps++;
        double correction1 = 1 - Math.pow(BETA_1, steps);
        double correction2 = 1 - Math.pow(BETA_2, steps);
        for (int tensor = 0; tensor < values.length; tensor++) {
            double decay = tensor == 2 ? 0 : learningRate * weightDecay;
            for (int i = 0; i < values[tensor].length; i++) {
                double slope = gradients[tensor][i];
                double mean = means[tensor][i] = BETA_1 * means[tensor][i] + (1 - BETA_1) * slope;
                double square = squares[tensor][i] = BETA_2 * squares[tensor][i] + (1 - BETA_2) * slope * slope;
                double step = learningRate * mean / correction1 / (Math.sqrt(square / correction2) + EPSILON);
                values[tensor][i] -= (float) (step + decay * values[tensor][i]);
            }
        }
    }

    RankNetwork network(float[] mean, float[] scale, float[] lowest, float[] highest) {
        return new RankNetwork(
                mean, scale, lowest, highest, copy(linear()), copy(hidden()), copy(hiddenBias()), copy(output()));
    }

    private static float[] copy(float[] array) {
        return Arrays.copyOf(array, array.length);
    }
}
