package io.segue.streaming.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A line that is rewritten on a terminal; elsewhere its first and last state are printed, and one about every 10 s. */
final class Progress {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private long shownNanos;
    /** Whether a line is being rewritten, or was shown of those that were updated. */
    private boolean open;
    /** The newest state, where it is not shown yet. */
    private String unshown = "";

    Progress(PrintStream out, boolean terminal, LongSupplier nanoClock) {
        this.out = out;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    /** On standard output; a terminal when both ends of the command are one. */
    @SuppressWarnings("SystemConsoleNull") // this is Java 17
    static Progress toConsole() {
        return new Progress(System.out, System.console() != null, System::nanoTime);
    }

    /** Shows the newest state of something that goes on. */
    synchronized void update(String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
        } else if (!open || nanoClock.getAsLong() - shownNanos >= PLAIN_INTERVAL.toNanos()) {
            out.println(line);
            shownNanos = nanoClock.getAsLong();
            unshown = "";
        } else {
            unshown = line;
        }
        open = true;
    }

    /** Prints a line that stays; the one being rewritten goes, and elsewhere than on a terminal how far it came stays. */
    synchronized void line(String line) {
        if (terminal && open) {
            out.print(CLEAR_LINE);
        }
        if (!unshown.isEmpty()) {
            out.println(unshown);
            unshown = "";
        }
        open = false;
        out.println(line);
    }

    /** As {@code 1:05} or {@code 2:03:04}. */
    static String clock(long seconds) {
        long hours = seconds / 3_600;
        return hours > 0
                ? "%d:%02d:%02d".formatted(hours, seconds / 60 % 60, seconds % 60)
                : "%d:%02d".formatted(seconds / 60, seconds % 60);
    }
}
