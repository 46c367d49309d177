package io.segue.streaming.cli;

/** What the exit codes of the command line mean. */
final class ExitCode {
    static final int DONE = 0;
    /** Something went wrong that we did not foresee; {@code --verbose} shows where. */
    static final int FAILED = 1;
    /** Wrong usage, or an option that cannot be used. */
    static final int USAGE = 2;
    /** A data file cannot be used. */
    static final int DATA = 3;
    /** The broker is not reachable, does not start or refuses. */
    static final int BROKER = 4;
    /** A model bundle is refused, or a release. */
    static final int MODEL = 5;
    /** The loss of a training is no number any more, or far too high. */
    static final int DIVERGED = 6;

    /** Ctrl-C, as shells expect; TERM gives 143. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
