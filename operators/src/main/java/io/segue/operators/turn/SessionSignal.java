package io.segue.operators.turn;

/**
 * What a session tells about an item: it was visited and somebody waits for an answer, or another one came after it. Both
 * travel on one stream keyed by item, so that a visit finds all transitions that its subtask was told before.
 */
public sealed interface SessionSignal permits ScoredTurn, ObservedTransition {
    /** The item that it is about. */
    String itemId();

    /** Event time of the interaction that caused it, epoch milliseconds. */
    long eventTimeMs();
}
