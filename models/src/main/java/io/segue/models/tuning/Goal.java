package io.segue.models.tuning;

/** What a search makes large. Values are relative to those of the defaults with the same budget, which have 1. */
public enum Goal {
    RECALL_AT_20("recallAt20") {
        @Override
        double of(Score score, Score defaults) {
            return ratio(score.recallAt20(), defaults.recallAt20());
        }
    },
    MRR_AT_20("mrrAt20") {
        @Override
        double of(Score score, Score defaults) {
            return ratio(score.mrrAt20(), defaults.mrrAt20());
        }
    },
    /** The mean of the other two, so that a hundredth of the one weighs as much as a hundredth of the other. */
    MEAN("mean") {
        @Override
        double of(Score score, Score defaults) {
            return (RECALL_AT_20.of(score, defaults) + MRR_AT_20.of(score, defaults)) / 2;
        }
    };

    private final String key;

    Goal(String key) {
        this.key = key;
    }

    abstract double of(Score score, Score defaults);

    /** Where the defaults hit nothing, every hit is a gain. */
    private static double ratio(double value, double ofDefaults) {
        return ofDefaults > 0 ? value / ofDefaults : 1 + value;
    }

    /** The name of its option. */
    @Override
    public String toString() {
        return key;
    }
}
