package io.segue.state.prequential;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * When a champion is taken back.
 *
 * @param enabled whether it ever is
 * @param significance how unlikely the window must be if the champion were not worse than the control
 * @param testsMin tests that the window must have with the control
 * @param margin by which MRR@20 may be lower than the control's
 * @param pause event time after a rollback in which nobody is judged
 */
public record RollbackSettings(boolean enabled, double significance, int testsMin, double margin, Duration pause)
        implements Serializable {
    public static final String ENABLED = "segue.rollback.enabled";
    public static final String SIGNIFICANCE = "segue.rollback.significance";
    public static final String TESTS_MIN = "segue.rollback.tests.min";
    public static final String MARGIN = "segue.rollback.margin";
    public static final String PAUSE = "segue.rollback.pause";

    /** Windows are looked at again and again, so the significance is far from the usual 0.05. */
    public static final RollbackSettings DEFAULT = new RollbackSettings(true, 0.0001, 1_000, 0, Duration.ofHours(1));

    public RollbackSettings {
        require(significance >= 0.00001 && significance <= 0.5, SIGNIFICANCE, significance, "within [0.00001, 0.5]");
        require(testsMin >= 30, TESTS_MIN, testsMin, "at least 30");
        require(margin >= 0 && margin <= 1, MARGIN, margin, "within [0, 1]");
        require(!pause.isNegative() && pause.toDays() <= 365, PAUSE, pause, "within [0 s, 365 d]");
    }

    /** Why a champion with these figures must go; empty where it may stay. */
    public Optional<String> objection(QualitySums sums) {
        return objection(sums, "popularity");
    }

    /** The same beside another control. */
    public Optional<String> objection(QualitySums sums, String control) {
        if (!enabled || sums.control().tests() < testsMin) {
            return Optional.empty();
        }
        double p = PairedTest.worse(sums, margin);
        if (p >= significance) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "worse than %s, MRR@20 %.4f against %.4f and Recall@20 %.4f against %.4f over %d tests,"
                        + " p %.1e below %.1e",
                control,
                sums.paired().mrrAt20(),
                sums.control().mrrAt20(),
                sums.paired().recallAt20(),
                sums.control().recallAt20(),
                sums.control().tests(),
                p,
                significance));
    }
}
