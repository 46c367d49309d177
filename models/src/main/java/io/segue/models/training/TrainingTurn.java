package io.segue.models.training;

import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One event of a training session, as the job would have met it.
 *
 * @param tail the newest events up to and including this one
 * @param next the event after it; empty for the last one of its session
 */
public record TrainingTurn(String userId, String sessionId, SessionTail tail, Optional<SessionEvent> next) {
    private record At(int session, int index, long timestampMs) {}

    public long timestampMs() {
        return tail.newest().timestampMs();
    }

    /** All events of all sessions in order of time, of equal times in the order of the sessions. */
    public static List<TrainingTurn> inTimeOrder(List<UserSession> sessions) {
        List<At> order = new ArrayList<>();
        for (int session = 0; session < sessions.size(); session++) {
            List<SessionEvent> events = sessions.get(session).tail().events();
            for (int index = 0; index < events.size(); index++) {
                order.add(new At(session, index, events.get(index).timestampMs()));
            }
        }
        order.sort(Comparator.comparingLong(At::timestampMs));
        List<TrainingTurn> turns = new ArrayList<>(order.size());
        SessionTail[] tails = new SessionTail[sessions.size()];
        for (At at : order) {
            UserSession session = sessions.get(at.session());
            List<SessionEvent> events = session.tail().events();
            SessionTail before = at.index() == 0 ? SessionTail.EMPTY : tails[at.session()];
            SessionTail tail = before.append(events.get(at.index()), SessionSettings.TAIL_MAX_DEFAULT);
            tails[at.session()] = tail;
            Optional<SessionEvent> next =
                    at.index() + 1 < events.size() ? Optional.of(events.get(at.index() + 1)) : Optional.empty();
            turns.add(new TrainingTurn(session.userId(), session.sessionId(), tail, next));
        }
        return turns;
    }
}
