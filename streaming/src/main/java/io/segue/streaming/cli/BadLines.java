package io.segue.streaming.cli;

import io.segue.connectors.dataset.BadLine;
import io.segue.connectors.dataset.BadLineListener;
import java.util.function.Supplier;

/** Reports the first bad lines of a file one by one, and counts them all. */
final class BadLines implements BadLineListener {
    private static final int REPORTED_MAX = 10;

    private long count;
    private long malformedContents;

    @Override
    public void onBadLine(BadLine badLine) {
        count++;
        if (count <= REPORTED_MAX) {
            System.err.println(placeOf(badLine) + " is passed over: " + badLine.reason());
        } else if (count == REPORTED_MAX + 1) {
            System.err.println("further bad lines are only counted");
        }
    }

    @Override
    public void onMalformedContent(BadLine badLine) {
        malformedContents++;
        if (malformedContents <= REPORTED_MAX) {
            System.err.println(placeOf(badLine) + " has content that counts as unknown: " + badLine.reason());
        } else if (malformedContents == REPORTED_MAX + 1) {
            System.err.println("further malformed contents are only counted");
        }
    }

    private static String placeOf(BadLine badLine) {
        return badLine.file() + ": line " + badLine.lineNumber();
    }

    /** What a reading gives; afterwards, and also where it fails, all that was bad is summed up. */
    <T> T summingUp(Supplier<T> reading) {
        try {
            return reading.get();
        } finally {
            if (count > 0) {
                System.err.printf("%,d bad lines were passed over in all%n", count);
            }
            if (malformedContents > 0) {
                System.err.printf("%,d lines in all have content that counts as unknown%n", malformedContents);
            }
        }
    }

    long count() {
        return count;
    }
}
