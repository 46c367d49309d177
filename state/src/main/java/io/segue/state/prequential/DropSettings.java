package io.segue.state.prequential;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * When the lists of the version in service count as worse than they were.
 *
 * @param share of the best MRR@20 that a window must be below it by; 0 for never
 * @param testsMin tests that a window must have to be judged
 */
public record DropSettings(double share, int testsMin) implements Serializable {
    public static final String SHARE = "segue.retrain.early.drop";
    public static final String TESTS_MIN = "segue.retrain.early.tests.min";

    public static final DropSettings DEFAULT = new DropSettings(0.1, 1_000);

    public DropSettings {
        require(share >= 0 && share < 1, SHARE, share, "within [0, 1)");
        require(testsMin >= 30, TESTS_MIN, testsMin, "at least 30");
    }

    /** Whether a window has enough tests, and says how far they are spread, as records of before did not. */
    public boolean canJudge(QualityWindow window) {
        QualitySums sums = window.sums();
        return sums.served().tests() >= testsMin
                && (sums.squaredReciprocalRanks() > 0 || sums.served().reciprocalRanks() == 0);
    }
}
