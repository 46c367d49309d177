package io.segue.streaming.bench.pipeline;

import io.segue.connectors.replay.EventPublisher;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes at a fixed rate. Every event is stamped with when it was due, so that an event which waited because those
 * before it were slow has waited.
 */
final class SteadyLoad {
    private static final double MILLIS_A_SECOND = 1e3;
    private static final double NANOS_A_SECOND = 1e9;

    private final ShopEvents events;
    private final double eventsPerSecond;

    SteadyLoad(ShopEvents events, double eventsPerSecond) {
        this.events = events;
        this.eventsPerSecond = eventsPerSecond;
    }

    /** Publishes for so long; returns how many events that were. */
    long run(EventPublisher publisher, Duration duration) throws InterruptedException {
        long count = Math.round(eventsPerSecond * duration.toMillis() / MILLIS_A_SECOND);
        long startNanos = System.nanoTime();
        long startMs = System.currentTimeMillis();
        for (long i = 0; i < count; i++) {
            double dueSeconds = i / eventsPerSecond;
            await(startNanos + (long) (dueSeconds * NANOS_A_SECOND));
            publisher.publish(events.next(), startMs + (long) (dueSeconds * MILLIS_A_SECOND));
        }
        publisher.flush();
        return count;
    }

    private static void await(long dueNanos) throws InterruptedException {
        long leftNanos = dueNanos - System.nanoTime();
        while (leftNanos > 0) {
            LockSupport.parkNanos(leftNanos);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            leftNanos = dueNanos - System.nanoTime();
        }
    }
}
