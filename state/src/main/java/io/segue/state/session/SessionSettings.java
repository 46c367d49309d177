package io.segue.state.session;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * The limits of a session.
 *
 * @param gap idle time after which an interaction opens a new session, unless it names its session
 * @param tailMax how many interactions of a session are kept for replay
 * @param eventsMax interactions without an idle gap above which the user counts as a bot and is no longer answered
 * @param eventIdsMax how many event ids of a user are remembered to find duplicates
 * @param lateness how far an interaction may lie behind both the stream and its user's newest interaction
 */
public record SessionSettings(Duration gap, int tailMax, int eventsMax, int eventIdsMax, Duration lateness)
        implements Serializable {
    public static final String GAP = "segue.session.gap";
    public static final String TAIL_MAX = "segue.session.tail.max";
    /** As long as nobody sets another, serving keeps so many; training and evaluation always do. */
    public static final int TAIL_MAX_DEFAULT = 50;

    public static final String EVENTS_MAX = "segue.session.events.max";
    /** The highest cap there can be. */
    static final int EVENTS_MAX_LIMIT = 1_000_000;

    public static final String EVENT_IDS_MAX = "segue.session.event-ids.max";
    public static final String LATENESS = "segue.session.lateness";

    public SessionSettings {
        require(isWithin(gap, Duration.ofSeconds(1), Duration.ofDays(30)), GAP, gap, "within [1 s, 30 d]");
        require(tailMax >= 1 && tailMax <= 1_000, TAIL_MAX, tailMax, "within [1, 1000]");
        require(eventsMax >= 1 && eventsMax <= EVENTS_MAX_LIMIT, EVENTS_MAX, eventsMax, "within [1, 1000000]");
        require(eventIdsMax >= 1 && eventIdsMax <= 1_000, EVENT_IDS_MAX, eventIdsMax, "within [1, 1000]");
        require(isWithin(lateness, Duration.ZERO, Duration.ofDays(365)), LATENESS, lateness, "within [0 s, 365 d]");
    }

    private static boolean isWithin(Duration duration, Duration min, Duration max) {
        return duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
    }
}
