package io.segue.models.evaluation;

/**
 * Two models on the same predictions.
 *
 * @param metric as figures name it: {@code recallAt20}
 * @param difference of {@code model} over {@code against}, mean over predictions and seeds
 * @param interval of the difference
 * @param p how often chance alone makes a difference as large, either way, where the models are equal
 */
public record Comparison(String model, String against, String metric, double difference, Interval interval, double p) {
    /** Whether the sign of the difference is beyond doubt, at 5 %. */
    public boolean isClear() {
        return p < 0.05 && (interval.low() > 0 || interval.high() < 0);
    }

    /**
     * Whether the model is better, beyond doubt: a one-sided test.
     *
     * @param significance how often a model that is no better may pass for one
     */
    public boolean isBetter(double significance) {
        return difference > 0 && p / 2 <= significance;
    }

    /** Whether the model is not worse by as much as this, beyond doubt: the whole interval lies above. */
    public boolean isWorseByLessThan(double margin) {
        return interval.low() > -margin;
    }
}
