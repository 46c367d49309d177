package io.segue.state.session;

import io.segue.state.interaction.Interaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cuts a log into sessions for training, by the rules that serving follows: what it forgets, training does not see. */
public final class SessionLog {
    private record Open(String userId, String sessionId, List<Interaction> interactions) {
        ClosedSession closed() {
            return new ClosedSession(userId, sessionId, interactions);
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
        return cut(interactions, settings).stream()
                .map(ClosedSession::forTraining)
                .toList();
    }

    /** The same sessions with all that is known of their interactions. */
    public static List<ClosedSession> cut(Iterable<Interaction> interactions, SessionSettings settings) {
        SessionRules rules = new SessionRules(settings);
        Map<String, UserState> users = new HashMap<>();
        Map<String, List<Interaction>> open = new HashMap<>();
        List<Open> sessions = new ArrayList<>();
        for (Interaction interaction : interactions) {
            UserState user = users.getOrDefault(interaction.userId(), UserState.NEW);
            SessionStep step = rules.apply(user, interaction, interaction.timestampMs());
            users.put(interaction.userId(), step.after());
            if (step.outcome() != Outcome.ANSWERED) {
                continue;
            }
            if (step.before().tail().isEmpty()) {
                List<Interaction> session = new ArrayList<>();
                open.put(interaction.userId(), session);
                sessions.add(new Open(interaction.userId(), step.after().sessionId(), session));
            }
            open.computeIfAbsent(interaction.userId(), any -> new ArrayList<>()).add(interaction);
        }
        return sessions.stream().map(Open::closed).toList();
    }
}
