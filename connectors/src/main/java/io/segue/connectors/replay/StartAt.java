package io.segue.connectors.replay;

/** Where a reader begins. */
public enum StartAt {
    /** At what is still in the topic. */
    EARLIEST,
    /** At what is written from the moment on at which the reader was opened. */
    LATEST
}
