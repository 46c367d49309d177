package io.segue.operators.retrain;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.prequential.DropSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * When a round begins: never without a session that was closed since the last one.
 *
 * @param every after the round before
 * @param earlySessions closed since then, with which it begins at once; 0 for never
 * @param clock that counts {@code every}
 * @param drop of the quality of the lists with which it begins at once
 */
public record RetrainSchedule(Duration every, int earlySessions, RetrainClock clock, DropSettings drop)
        implements Serializable {
    public static final String EVERY = "segue.retrain.every";
    public static final String EARLY_SESSIONS = "segue.retrain.early.sessions";
    public static final String CLOCK = "segue.retrain.clock";

    public RetrainSchedule {
        require(every.toMillis() >= 1_000 && every.toDays() <= 365, EVERY, every, "within [1 s, 365 d]");
        require(earlySessions >= 0, EARLY_SESSIONS, earlySessions, "at least 0");
    }

    boolean isByEvents() {
        return clock == RetrainClock.EVENT;
    }

    boolean isDue(long nowMs, long sinceMs, long newSessions, boolean hasDropped) {
        return newSessions > 0
                && (hasDropped
                        || nowMs - sinceMs >= every.toMillis()
                        || (earlySessions > 0 && newSessions >= earlySessions));
    }
}
