package io.segue.streaming.cli;

import java.io.PrintStream;
import java.time.Duration;

/** A line that is rewritten on a terminal, and printed every few seconds elsewhere. */
final class Progress {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private long nextPlainNanos = Long.MIN_VALUE;
    private boolean open;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** On standard output; a terminal when both ends of the command are one. */
    @SuppressWarnings("SystemConsoleNull") // this is Java 17
    static Progress toConsole() {
        return new Progress(System.out, System.console() != null);
    }

    /** Shows the newest state of something that goes on. */
    synchronized void update(String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
            open = true;
        } else if (System.nanoTime() >= nextPlainNanos || nextPlainNanos == Long.MIN_VALUE) {
            out.println(line);
            nextPlainNanos = System.nanoTime() + PLAIN_INTERVAL.toNanos();
        }
    }

    /** Prints a line that stays; the one being rewritten goes. */
    synchronized void line(String line) {
        if (open) {
            out.print(CLEAR_LINE);
            open = false;
        }
        out.println(line);
        nextPlainNanos = Long.MIN_VALUE;
    }

    /** As {@code 1:05} or {@code 2:03:04}. */
    static String clock(long seconds) {
        long hours = seconds / 3_600;
        return hours > 0
                ? "%d:%02d:%02d".formatted(hours, seconds / 60 % 60, seconds % 60)
                : "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
