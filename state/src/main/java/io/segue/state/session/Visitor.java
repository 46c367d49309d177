package io.segue.state.session;

import io.segue.state.interaction.Interaction;

/**
 * What the session log remembers of one user, beside the interactions whose sessions are open.
 *
 * @param newestTimestampMs event time of the newest interaction, epoch milliseconds
 * @param eventsCount interactions since the user was last idle for the gap, the suppressed ones included
 * @param looksAtMs when the open sessions are looked at next, in event time; {@link #NEVER} where none is open
 */
public record Visitor(long newestTimestampMs, int eventsCount, RecentEventIds recentEventIds, long looksAtMs) {
    public static final long NEVER = Long.MAX_VALUE;

    /** A user never seen before, or forgotten. */
    public static final Visitor NEW = new Visitor(Long.MIN_VALUE, 0, RecentEventIds.EMPTY, NEVER);

    public boolean hasOpenSessions() {
        return looksAtMs != NEVER;
    }

    /** The same one, whose sessions are looked at at another time. */
    public Visitor lookedAt(long timestampMs) {
        return new Visitor(newestTimestampMs, eventsCount, recentEventIds, timestampMs);
    }

    /** Interactions without an idle gap up to this one, without it. */
    int eventsBefore(Interaction interaction, SessionSettings settings) {
        boolean idle = newestTimestampMs == Long.MIN_VALUE
                || interaction.timestampMs() - newestTimestampMs
                        >= settings.gap().toMillis();
        return idle ? 0 : eventsCount;
    }

    Visitor counted(Interaction interaction, SessionSettings settings) {
        return new Visitor(
                Math.max(newestTimestampMs, interaction.timestampMs()),
                eventsBefore(interaction, settings) + 1,
                recentEventIds.append(interaction.eventId(), settings.eventIdsMax()),
                looksAtMs);
    }
}
