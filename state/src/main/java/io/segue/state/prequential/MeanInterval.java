package io.segue.state.prequential;

/**
 * A mean over tests, and how far off it may be: 19 of 20 such intervals hold the true one. Tests of one user are taken to be
 * independent, which they are not quite.
 *
 * @param tests that it is the mean of; 0 means nothing is known
 */
public record MeanInterval(double mean, double halfWidth, long tests) {
    private static final double Z_95 = 1.96;

    public static MeanInterval recallAt20(QualitySums sums) {
        double mean = sums.served().recallAt20();
        return of(mean, mean, sums.served().tests());
    }

    public static MeanInterval mrrAt20(QualitySums sums) {
        long tests = sums.served().tests();
        return of(sums.served().mrrAt20(), share(sums.squaredReciprocalRanks(), tests), tests);
    }

    /** How much more Recall@20 the lists have than the control's, in the tests that both took. */
    public static MeanInterval pairedRecallAt20(QualitySums sums) {
        long tests = sums.control().tests();
        return of(sums.paired().recallAt20() - sums.control().recallAt20(), share(sums.disagreements(), tests), tests);
    }

    /** The same of MRR@20. */
    public static MeanInterval pairedMrrAt20(QualitySums sums) {
        long tests = sums.control().tests();
        return of(sums.paired().mrrAt20() - sums.control().mrrAt20(), share(sums.squaredDifferences(), tests), tests);
    }

    private static MeanInterval of(double mean, double meanOfSquares, long tests) {
        double variance = Math.max(0, meanOfSquares - mean * mean);
        return new MeanInterval(mean, tests == 0 ? 0 : Z_95 * Math.sqrt(variance / tests), tests);
    }

    private static double share(double sum, long tests) {
        return tests == 0 ? 0 : sum / tests;
    }

    /** How many standard errors the mean is above 0. */
    public double standardErrors() {
        return Z_95 * mean / halfWidth;
    }

    /** How much more this is than another one, of other tests. */
    public MeanInterval minus(MeanInterval other) {
        return new MeanInterval(
                mean - other.mean, Math.hypot(halfWidth, other.halfWidth), Math.min(tests, other.tests));
    }
}
