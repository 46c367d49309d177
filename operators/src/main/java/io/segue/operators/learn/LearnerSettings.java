package io.segue.operators.learn;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the {@link Learner} goes on.
 *
 * @param modelName whose champion it follows
 * @param publishEvery event time between two deltas, at least
 * @param turnsMax newest events that are kept, from which a new champion catches up
 * @param waitingMax events that wait to be learned before the ones behind them are held back
 */
public record LearnerSettings(String modelName, Duration publishEvery, int turnsMax, int waitingMax)
        implements Serializable {
    public static final String PUBLISH_EVERY = "segue.learn.publish.every";
    public static final String TURNS_MAX = "segue.learn.events.max";
    public static final String WAITING_MAX = "segue.learn.waiting.max";

    public LearnerSettings {
        require(
                publishEvery.toMillis() >= 1_000 && publishEvery.toDays() <= 365,
                PUBLISH_EVERY,
                publishEvery,
                "within [1 s, 365 d]");
        require(turnsMax >= 1 && turnsMax <= 10_000_000, TURNS_MAX, turnsMax, "within [1, 10000000]");
        require(
                waitingMax >= 1 && waitingMax <= turnsMax,
                WAITING_MAX,
                waitingMax,
                "within [1, " + TURNS_MAX + " = " + turnsMax + "]");
    }
}
