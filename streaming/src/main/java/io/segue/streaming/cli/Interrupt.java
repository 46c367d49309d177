package io.segue.streaming.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and TERM: the command is asked to end, and the JVM waits until it has. The exit code is then the signal's (130,
 * 143), as shells expect.
 */
final class Interrupt implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::askAndWait, "interrupt");
    private volatile Runnable onRequest = () -> {};

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** What ends the part of the command that runs now; called from another thread, at once when asked already. */
    void onRequest(Runnable action) {
        onRequest = action;
        if (isRequested()) {
            action.run();
        }
    }

    /** Waits until the end is asked for, at most so long; whether it was. */
    boolean await(Duration timeout) throws InterruptedException {
        return requested.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void askAndWait() {
        requested.countDown();
        onRequest.run();
        try {
            ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** The command has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook is the one that waited for us.
            return;
        }
    }
}
