package io.segue.state.session;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a log into sessions for training, by the rule that serving uses ({@link UserState#isContinuedBy}).
 *
 * <p>Unlike serving, which forgets a session when the next one opens, a log knows all sessions that name themselves:
 * those of a user who is in two at a time stay whole.
 */
public final class SessionLog {
    private SessionLog() {}

    /**
     * The sessions of a log.
     *
     * @param interactions in event-time order
     * @return sessions in order of their first interaction, each with all its interactions up to the cap
     */
    public static List<SessionTail> sessions(Iterable<Interaction> interactions, SessionSettings settings) {
        SessionRules rules = new SessionRules(settings);
        Map<String, UserState> users = new HashMap<>();
        Map<String, List<SessionEvent>> sessions = new LinkedHashMap<>();
        for (Interaction interaction : interactions) {
            UserState user = users.getOrDefault(interaction.userId(), UserState.NEW);
            SessionStep step = rules.apply(user, interaction, interaction.timestampMs());
            users.put(interaction.userId(), step.after());
            if (step.outcome() == Outcome.ANSWERED) {
                String session = interaction.userId() + "\n" + step.after().sessionId();
                sessions.computeIfAbsent(session, key -> new ArrayList<>())
                        .add(new SessionEvent(interaction.itemId(), interaction.type(), interaction.timestampMs()));
            }
        }
        return sessions.values().stream()
                .map(events -> new SessionTail(events, ContextFeatures.NO_PRECEDING))
                .sorted(Comparator.comparingLong(
                        session -> session.events().get(0).timestampMs()))
                .toList();
    }
}
