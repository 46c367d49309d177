package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far a mean or a difference depends on which sessions came into the test: draws as many sessions again, with
 * replacement, many times (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993). The same seed gives the
 * same intervals, and every figure is drawn from the same resamples.
 */
final class SessionBootstrap {
    private static final double TAIL = 0.025;

    private final long seed;
    private final int resamples;

    SessionBootstrap(long seed, int resamples) {
        require(resamples >= 100 && resamples <= 100_000, "resamples", resamples, "within [100, 100000]");
        this.seed = seed;
        this.resamples = resamples;
    }

    /** The 95 % interval of the mean. */
    Interval interval(SessionSums values) {
        SplittableRandom random = new SplittableRandom(seed);
        int sessions = values.sums().length;
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            double sum = 0;
            long count = 0;
            for (int drawn = 0; drawn < sessions; drawn++) {
                int session = random.nextInt(sessions);
                sum += values.sums()[session];
                count += values.counts()[session];
            }
            means[i] = count == 0 ? 0 : sum / count;
        }
        Arrays.sort(means);
        return new Interval(quantile(means, TAIL), quantile(means, 1 - TAIL));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /**
     * Two-sided p-value of a difference by a permutation test: were the models equal, the sign of every session's
     * difference would be chance.
     */
    double pValue(SessionSums differences) {
        SplittableRandom random = new SplittableRandom(seed);
        double seen = Math.abs(Arrays.stream(differences.sums()).sum());
        // Sums are added in another order here and there.
        double tolerance = 1e-9 * (1 + seen);
        int asLarge = 0;
        for (int i = 0; i < resamples; i++) {
            double sum = 0;
            for (double difference : differences.sums()) {
                if (difference != 0) {
                    sum += random.nextBoolean() ? difference : -difference;
                }
            }
            asLarge += Math.abs(sum) >= seen - tolerance ? 1 : 0;
        }
        return (1.0 + asLarge) / (1 + resamples);
    }
}
