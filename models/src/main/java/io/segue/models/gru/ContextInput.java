package io.segue.models.gru;

/** What the network can read of an interaction beside its item. */
public enum ContextInput {
    TYPE,
    HOUR,
    DAY,
    /** The bin of the time since the preceding interaction. */
    GAP,
    /** The same as one number that grows with the logarithm of the time. */
    LOG_GAP
}
