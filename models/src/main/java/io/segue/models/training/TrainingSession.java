package io.segue.models.training;

import io.segue.state.session.SessionTail;

/** A whole session and whose it was. */
public record TrainingSession(String userId, SessionTail tail) {}
