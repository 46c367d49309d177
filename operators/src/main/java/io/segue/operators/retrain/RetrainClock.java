package io.segue.operators.retrain;

/** Which time the schedule of rounds is about. */
public enum RetrainClock {
    /** Ours: from the end of one round to the beginning of the next. */
    PROCESSING,
    /** That of the events: from the beginning of one round to that of the next, so that a replayed log has its own. */
    EVENT
}
