package io.segue.models.evaluation;

import io.segue.models.retrieval.SessionTurn;
import io.segue.state.session.SessionTail;

/**
 * One event of the test slice.
 *
 * @param userId whose event it is
 * @param sessionId unique in the test slice
 * @param tail the session up to and including the event, never empty
 * @param isAsked whether a list is wanted after it; false for the last event of a session, which is only heard of
 */
public record Turn(String userId, String sessionId, SessionTail tail, boolean isAsked) {
    /** As retrievers hear of it. */
    SessionTurn heard() {
        return new SessionTurn(userId, sessionId, tail, isAsked);
    }
}
