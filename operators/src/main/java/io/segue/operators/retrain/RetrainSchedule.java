package io.segue.operators.retrain;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a round begins.
 *
 * @param every after the end of the one before, by our clock
 * @param earlySessions closed since then, with which it begins at once; 0 for never
 */
public record RetrainSchedule(Duration every, int earlySessions) implements Serializable {
    public static final String EVERY = "segue.retrain.every";
    public static final String EARLY_SESSIONS = "segue.retrain.early.sessions";

    public RetrainSchedule {
        require(every.toMillis() >= 1_000 && every.toDays() <= 365, EVERY, every, "within [1 s, 365 d]");
        require(earlySessions >= 0, EARLY_SESSIONS, earlySessions, "at least 0");
    }

    boolean isDue(long nowMs, long endedAtMs, long newSessions) {
        return nowMs - endedAtMs >= every.toMillis() || (earlySessions > 0 && newSessions >= earlySessions);
    }
}
