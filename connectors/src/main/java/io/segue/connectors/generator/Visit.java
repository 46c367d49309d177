package io.segue.connectors.generator;

/** A session that goes on: what comes next, and when. */
final class Visit {
    final int user;
    final long number;
    int position;
    int item;
    /** Of the next event, epoch milliseconds. */
    long timeMs;

    Visit(int user, long number, int item, long timeMs) {
        this.user = user;
        this.number = number;
        this.item = item;
        this.timeMs = timeMs;
    }
}
