package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * How much of a log a {@link SessionIndex} holds.
 *
 * @param sessionsMax the newest sessions are kept
 * @param itemsMax per session, the newest are kept
 */
public record SessionIndexLimits(int sessionsMax, int itemsMax) implements Serializable {
    public static final String PREFIX = "segue.baseline.index.";

    /** More events of one session are never kept, nor read: what is compared pair by pair must stay short. */
    static final int EVENTS_MAX = 200;

    /** Twelve bytes a session and eight an event: some 22 MB for half a million sessions of four. */
    public static final SessionIndexLimits DEFAULT = new SessionIndexLimits(500_000, 50);

    public SessionIndexLimits {
        require(
                sessionsMax >= 1 && sessionsMax <= 10_000_000,
                PREFIX + "sessions.max",
                sessionsMax,
                "within [1, 10000000]");
        require(
                itemsMax >= 2 && itemsMax <= EVENTS_MAX,
                PREFIX + "items.max",
                itemsMax,
                "within [2, " + EVENTS_MAX + "]");
    }
}
