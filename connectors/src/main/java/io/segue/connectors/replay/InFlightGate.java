package io.segue.connectors.replay;

/** Asked before each event; blocks while too much is under way. */
@FunctionalInterface
public interface InFlightGate {
    InFlightGate OPEN = () -> {};

    void awaitRoom() throws InterruptedException;
}
