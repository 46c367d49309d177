package io.segue.models.retrieval;

import io.segue.state.session.SessionTail;

/**
 * One event of a session, as a retriever hears of it.
 *
 * @param userId whose session it is
 * @param sessionId which of the user's sessions it is, as the log names it
 * @param session up to and including the event, never empty
 * @param isAsked whether a list is wanted after it
 */
public record SessionTurn(String userId, String sessionId, SessionTail session, boolean isAsked) {}
