package io.segue.state.session;

import io.segue.state.interaction.Interaction;
import java.util.List;

/**
 * All that the serving operator remembers of one user.
 *
 * @param sessionId of the open session, empty for a new user
 * @param newestTimestampMs event time of the user's newest interaction, epoch milliseconds
 * @param eventsCount interactions since the user was last idle for the gap, whatever sessions they name, the suppressed
 *     ones included
 * @param tail the newest interactions of the open session
 * @param hidden the model's memory of the open session, before the next interaction; while the tail is empty, that of the
 *     session before
 * @param others the same memory of other models that an experiment asks for this user, each of another stamp
 */
public record UserState(
        String sessionId,
        long newestTimestampMs,
        int eventsCount,
        SessionTail tail,
        HiddenState hidden,
        RecentEventIds recentEventIds,
        List<HiddenState> others) {

    public UserState {
        others = List.copyOf(others);
    }

    /** A user of whom no other model remembers anything. */
    public UserState(
            String sessionId,
            long newestTimestampMs,
            int eventsCount,
            SessionTail tail,
            HiddenState hidden,
            RecentEventIds recentEventIds) {
        this(sessionId, newestTimestampMs, eventsCount, tail, hidden, recentEventIds, List.of());
    }

    /** A user never seen before. */
    public static final UserState NEW =
            new UserState("", Long.MIN_VALUE, 0, SessionTail.EMPTY, HiddenState.NONE, RecentEventIds.EMPTY);

    public boolean isNew() {
        return sessionId.isEmpty();
    }

    /** Whether {@code interaction} belongs to the open session. */
    public boolean isContinuedBy(Interaction interaction, SessionSettings settings) {
        if (isNew()) {
            return false;
        }
        if (interaction.namesItsSession()) {
            return interaction.sessionId().equals(sessionId);
        }
        return interaction.timestampMs() - newestTimestampMs < settings.gap().toMillis();
    }

    /** The state in which {@code interaction} finds its session: this one, or one with a session just opened. */
    UserState opened(Interaction interaction, SessionSettings settings) {
        if (isContinuedBy(interaction, settings)) {
            return this;
        }
        boolean idle = isNew()
                || interaction.timestampMs() - newestTimestampMs
                        >= settings.gap().toMillis();
        String id = interaction.namesItsSession()
                ? interaction.sessionId()
                : interaction.userId() + "@" + interaction.timestampMs();
        return new UserState(
                id, newestTimestampMs, idle ? 0 : eventsCount, SessionTail.EMPTY, hidden, recentEventIds, others);
    }

    /** Counts an interaction that is not answered, so that its session stays open and a repeat is found. */
    UserState counted(Interaction interaction, SessionSettings settings) {
        return new UserState(
                sessionId,
                Math.max(newestTimestampMs, interaction.timestampMs()),
                eventsCount + 1,
                tail,
                hidden,
                recentEventIds.append(interaction.eventId(), settings.eventIdsMax()),
                others);
    }

    /** Takes an interaction into the session. */
    UserState appended(Interaction interaction, SessionSettings settings) {
        UserState counted = counted(interaction, settings);
        SessionEvent event = new SessionEvent(interaction.itemId(), interaction.type(), interaction.timestampMs());
        return new UserState(
                sessionId,
                counted.newestTimestampMs,
                counted.eventsCount,
                tail.append(event, settings.tailMax()),
                hidden,
                counted.recentEventIds,
                others);
    }

    /** What another model remembers, by its stamp. */
    public HiddenState other(String stamp) {
        for (HiddenState other : others) {
            if (other.isOf(stamp)) {
                return other;
            }
        }
        return HiddenState.NONE;
    }

    /** Where the newest interaction stands among all of the user. */
    public TurnPlace place() {
        return new TurnPlace(newestTimestampMs, eventsCount);
    }

    /** The state after an answer for which the champion alone was asked. */
    public UserState answered(HiddenState newHidden) {
        return answered(newHidden, List.of());
    }

    /** The state after an answer: what the models remember. */
    public UserState answered(HiddenState newHidden, List<HiddenState> newOthers) {
        return new UserState(sessionId, newestTimestampMs, eventsCount, tail, newHidden, recentEventIds, newOthers);
    }
}
