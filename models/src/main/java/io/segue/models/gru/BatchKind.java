package io.segue.models.gru;

/** How sessions become training steps. */
public enum BatchKind {
    /** Whole sessions, the gradient flows through all of their interactions. */
    WHOLE_SESSIONS,
    /** Lanes of sessions, one interaction each a step; the state is carried on, the gradient isn't (Hidasi et al. 2016). */
    SESSION_PARALLEL
}
