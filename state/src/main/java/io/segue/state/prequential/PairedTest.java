package io.segue.state.prequential;

/** Whether lists are worse than those of a control, by the differences of their reciprocal ranks in the same tests. */
public final class PairedTest {
    private PairedTest() {}

    /**
     * How likely a difference as low as this one is, or a lower one, if the lists were only as much worse as the margin
     * allows: a one-sided z-test. Tests of one user are taken to be independent, which they are not quite.
     *
     * @param margin by which MRR@20 may be lower
     * @return within [0, 1]; 1 without a test
     */
    public static double worse(QualitySums sums, double margin) {
        long tests = sums.control().tests();
        if (tests == 0) {
            return 1;
        }
        double mean = (sums.paired().reciprocalRanks() - sums.control().reciprocalRanks()) / tests;
        double variance = Math.max(0, sums.squaredDifferences() / tests - mean * mean);
        double error = Math.sqrt(variance / tests);
        if (error == 0) {
            return mean + margin < 0 ? 0 : 1;
        }
        return normal((mean + margin) / error);
    }

    /** The normal distribution function; Abramowitz and Stegun 26.2.17, whose error is below 1e-7. */
    private static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
        return z < 0 ? tail : 1 - tail;
    }
}
