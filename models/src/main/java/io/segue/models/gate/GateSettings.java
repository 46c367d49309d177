package io.segue.models.gate;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.evaluation.Metric;
import java.io.Serializable;

/**
 * What a candidate has to prove.
 *
 * @param primary metric in which it must be better
 * @param guard metric in which it must not be worse beyond the margin
 * @param significance how often a candidate that is no better may pass, at most
 * @param guardMargin by which share of the champion's figure the guard may be worse
 * @param predictionsMin fewer decide nothing
 * @param coverageMin share of the next items of the slice that the candidate must have learned of
 * @param listMsMax mean time for a list on the device that serves, in milliseconds
 */
public record GateSettings(
        Metric primary,
        Metric guard,
        double significance,
        double guardMargin,
        int predictionsMin,
        double coverageMin,
        double listMsMax)
        implements Serializable {
    public static final String SIGNIFICANCE = "segue.gate.significance";
    public static final String GUARD_MARGIN = "segue.gate.guard.margin";
    public static final String PREDICTIONS_MIN = "segue.gate.predictions.min";
    public static final String COVERAGE_MIN = "segue.gate.coverage.min";
    public static final String LIST_MS_MAX = "segue.gate.list.ms.max";

    public static final GateSettings DEFAULT = new GateSettings(Metric.MRR, Metric.RECALL, 0.01, 0.02, 1_000, 0.3, 50);

    /** Smaller ones cannot be told with the resamples of the test. */
    private static final double SIGNIFICANCE_MIN = 0.001;

    public GateSettings {
        require(
                significance >= SIGNIFICANCE_MIN && significance <= 0.5,
                SIGNIFICANCE,
                significance,
                "within [" + SIGNIFICANCE_MIN + ", 0.5]");
        require(guardMargin >= 0 && guardMargin <= 1, GUARD_MARGIN, guardMargin, "within [0, 1]");
        require(predictionsMin >= 1, PREDICTIONS_MIN, predictionsMin, "at least 1");
        require(coverageMin >= 0 && coverageMin <= 1, COVERAGE_MIN, coverageMin, "within [0, 1]");
        require(listMsMax > 0, LIST_MS_MAX, listMsMax, "above 0");
    }
}
