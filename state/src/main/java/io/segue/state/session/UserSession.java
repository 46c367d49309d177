package io.segue.state.session;

/** A whole session and whose it was. */
public record UserSession(String userId, SessionTail tail) {}
