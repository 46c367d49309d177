package io.segue.state.session;

/**
 * A whole session and whose it was.
 *
 * @param sessionId as serving names it; a user may come back to a name
 */
public record UserSession(String userId, String sessionId, SessionTail tail) {}
