package io.segue.state.session;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.interaction.Interaction;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which interactions sessions are made of, and when a session is complete; plain Java, no clock.
 *
 * <ol>
 *   <li>Sessions are those of {@link SessionLog} over the interactions in order of their time, in whatever order they
 *       came. So a log file and the topics give the same ones.
 *   <li>An interaction is late when the watermark is further ahead of it than the lateness.
 *   <li>A session is complete when the watermark is past its end by the gap and the lateness. Whatever is not late then
 *       is more than the gap after that end: nothing that is admitted could have changed a session that was closed. But
 *       for one that is named by its interactions and goes on after a longer pause: it is closed in parts, which follow
 *       one another under one name.
 *   <li>Duplicates, and users with more interactions than a person makes, are told as in serving, in order of arrival.
 * </ol>
 *
 * @param lateness how far behind the watermark an interaction may be
 */
public record ClosingRules(SessionSettings session, Duration lateness) implements Serializable {
    public static final String LATENESS = "segue.sessions.lateness";

    public ClosingRules {
        require(!lateness.isNegative() && lateness.toDays() <= 7, LATENESS, lateness, "within [0 s, 7 d]");
    }

    /** What becomes of an interaction, and what is remembered of its user then. */
    public record Admitted(Admission admission, Visitor after) {}

    /**
     * What a look at the open sessions of a user gives.
     *
     * @param closed complete sessions, in order of their first interaction
     * @param open the interactions of the others, in order of their time
     * @param duplicates interactions in neither: repeats that came too long after one another to be told as such
     * @param looksAtMs when the next of them can be complete, {@link Visitor#NEVER} where there are none
     */
    public record Look(List<ClosedSession> closed, List<Interaction> open, int duplicates, long looksAtMs) {}

    /** @param watermarkMs event time up to which the stream is complete, epoch milliseconds */
    public Admitted admit(Visitor visitor, Interaction interaction, long watermarkMs) {
        if (visitor.recentEventIds().contains(interaction.eventId())) {
            return new Admitted(Admission.DUPLICATE, visitor);
        }
        if (interaction.timestampMs() + lateness.toMillis() <= watermarkMs) {
            return new Admitted(Admission.LATE, visitor);
        }
        Visitor counted = visitor.counted(interaction, session);
        if (visitor.eventsBefore(interaction, session) >= session.eventsMax()) {
            return new Admitted(Admission.SUPPRESSED, counted);
        }
        Visitor after = counted.hasOpenSessions() ? counted : counted.lookedAt(completeAtMs(interaction.timestampMs()));
        boolean isBehind = interaction.timestampMs() <= watermarkMs;
        return new Admitted(isBehind ? Admission.JOINED_LATE : Admission.JOINED, after);
    }

    /**
     * Parts the complete sessions of a user from the others.
     *
     * @param interactions those of the user's open sessions, in order of arrival
     */
    public Look look(List<Interaction> interactions, long watermarkMs) {
        List<Interaction> inOrder = new ArrayList<>(interactions);
        inOrder.sort(Comparator.comparingLong(Interaction::timestampMs));
        List<ClosedSession> closed = new ArrayList<>();
        List<Interaction> open = new ArrayList<>();
        long looksAtMs = Visitor.NEVER;
        int kept = 0;
        for (ClosedSession one : SessionLog.cut(inOrder, uncapped())) {
            kept += one.interactions().size();
            long completeAtMs = completeAtMs(one.endMs());
            if (completeAtMs <= watermarkMs) {
                closed.add(one);
            } else {
                open.addAll(one.interactions());
                looksAtMs = Math.min(looksAtMs, completeAtMs);
            }
        }
        return new Look(List.copyOf(closed), List.copyOf(open), interactions.size() - kept, looksAtMs);
    }

    /** Who is over the cap was decided when the interactions came. */
    private SessionSettings uncapped() {
        return new SessionSettings(
                session.gap(),
                session.tailMax(),
                SessionSettings.EVENTS_MAX_LIMIT,
                session.eventIdsMax(),
                session.lateness());
    }

    private long completeAtMs(long endMs) {
        return endMs + session.gap().toMillis() + lateness.toMillis();
    }
}
