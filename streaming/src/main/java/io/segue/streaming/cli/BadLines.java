package io.segue.streaming.cli;

import io.segue.connectors.dataset.BadLine;
import io.segue.connectors.dataset.BadLineListener;

/** Reports the first bad lines of a file one by one, and counts them all. */
final class BadLines implements BadLineListener {
    private static final int REPORTED_MAX = 10;

    private long count;

    @Override
    public void onBadLine(BadLine badLine) {
        count++;
        if (count <= REPORTED_MAX) {
            System.err.println("line " + badLine.lineNumber() + " is passed over: " + badLine.reason());
        } else if (count == REPORTED_MAX + 1) {
            System.err.println("further bad lines are only counted");
        }
    }

    long count() {
        return count;
    }
}
