package io.segue.operators.learn;

import io.segue.state.session.SessionTail;

/**
 * One event to be learned.
 *
 * @param session up to and including the event, never empty
 */
public record LearnerTurn(String userId, SessionTail session) {
    public LearnerTurn {
        if (session.isEmpty()) {
            throw new IllegalArgumentException("a turn of user " + userId + " without an event");
        }
    }

    /** Event time, epoch milliseconds. */
    long timestampMs() {
        return session.newest().timestampMs();
    }
}
