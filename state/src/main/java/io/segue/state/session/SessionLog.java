package io.segue.state.session;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts a log into sessions for training, by the rules that serving follows: what it forgets, training does not see. */
public final class SessionLog {
    private record UserEvents(String userId, String sessionId, List<SessionEvent> events) {
        UserSession session() {
            return new UserSession(userId, sessionId, new SessionTail(events, ContextFeatures.NO_PRECEDING));
        }
    }

    private SessionLog() {}

    /**
     * The sessions of a log.
     *
     * @param interactions in event-time order
     * @return sessions in order of their first interaction, each with all its interactions up to the cap
     */
    public static List<UserSession> sessions(Iterable<Interaction> interactions, SessionSettings settings) {
        SessionRules rules = new SessionRules(settings);
        Map<String, UserState> users = new HashMap<>();
        Map<String, List<SessionEvent>> open = new HashMap<>();
        List<UserEvents> sessions = new ArrayList<>();
        for (Interaction interaction : interactions) {
            UserState user = users.getOrDefault(interaction.userId(), UserState.NEW);
            SessionStep step = rules.apply(user, interaction, interaction.timestampMs());
            users.put(interaction.userId(), step.after());
            if (step.outcome() != Outcome.ANSWERED) {
                continue;
            }
            if (step.before().tail().isEmpty()) {
                List<SessionEvent> session = new ArrayList<>();
                open.put(interaction.userId(), session);
                sessions.add(new UserEvents(interaction.userId(), step.after().sessionId(), session));
            }
            open.computeIfAbsent(interaction.userId(), any -> new ArrayList<>())
                    .add(new SessionEvent(interaction.itemId(), interaction.type(), interaction.timestampMs()));
        }
        return sessions.stream().map(UserEvents::session).toList();
    }
}
