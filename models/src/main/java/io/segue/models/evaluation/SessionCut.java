package io.segue.models.evaluation;

import io.segue.state.interaction.Interaction;
import io.segue.state.log.LoggedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Cuts a log into sessions, and sessions into fewer and shorter ones.
 *
 * <p>Unlike {@link io.segue.state.session.SessionLog} it takes a log at its word: sessions that a user has at the same
 * time stay apart, and nothing is late, a duplicate or over a cap.
 */
final class SessionCut {
    private SessionCut() {}

    /**
     * The sessions of a log: as it names them, or by user up to an idle gap where it names none.
     *
     * @param events in event-time order
     * @return in order of their first event
     */
    static List<LoggedSession> sessions(List<LoggedEvent> events, Duration gap) {
        Map<String, Open> openById = new HashMap<>();
        Map<String, Open> openByUser = new HashMap<>();
        List<Open> all = new ArrayList<>();
        for (LoggedEvent event : events) {
            Interaction interaction = event.interaction();
            Map<String, Open> opens = interaction.namesItsSession() ? openById : openByUser;
            String key = interaction.namesItsSession() ? namedId(interaction) : interaction.userId();
            Open open = opens.get(key);
            if (open == null || !interaction.namesItsSession() && open.isIdleAt(event.timestampMs(), gap)) {
                String id = interaction.namesItsSession() ? key : key + "@" + event.timestampMs();
                open = new Open(interaction.userId(), id, new ArrayList<>());
                opens.put(key, open);
                all.add(open);
            }
            open.events.add(event);
        }
        return all.stream()
                .map(open -> new LoggedSession(open.userId, open.sessionId, open.events))
                .toList();
    }

    /** Two users may number their sessions alike. */
    private static String namedId(Interaction interaction) {
        boolean alone = interaction.userId().equals(interaction.sessionId());
        return alone ? interaction.sessionId() : interaction.userId() + "/" + interaction.sessionId();
    }

    /** What is left of the sessions; one of which nothing is left goes. */
    static List<LoggedSession> each(
            List<LoggedSession> sessions, Function<LoggedSession, List<LoggedEvent>> kept, int eventsMin) {
        List<LoggedSession> left = new ArrayList<>(sessions.size());
        for (LoggedSession session : sessions) {
            List<LoggedEvent> events = kept.apply(session);
            if (events.size() >= Math.max(1, eventsMin)) {
                boolean same = events.size() == session.size();
                left.add(same ? session : new LoggedSession(session.userId(), session.sessionId(), events));
            }
        }
        return left;
    }

    static long eventsCount(List<LoggedSession> sessions) {
        return sessions.stream().mapToLong(LoggedSession::size).sum();
    }

    private record Open(String userId, String sessionId, List<LoggedEvent> events) {
        boolean isIdleAt(long nowMs, Duration gap) {
            return nowMs - events.get(events.size() - 1).timestampMs() >= gap.toMillis();
        }
    }
}
