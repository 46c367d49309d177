package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

/**
 * How a trial did on the validation slice.
 *
 * @param seconds that it took, training and judging
 */
public record Score(double recallAt20, double mrrAt20, double seconds) {
    public Score {
        require(recallAt20 >= 0 && recallAt20 <= 1, "recallAt20", recallAt20, "within [0, 1]");
        require(mrrAt20 >= 0 && mrrAt20 <= 1, "mrrAt20", mrrAt20, "within [0, 1]");
        require(seconds >= 0, "seconds", seconds, "at least 0");
    }

    /** Of a training that diverged: it hit nothing. */
    static Score ofDiverged(double seconds) {
        return new Score(0, 0, seconds);
    }
}
