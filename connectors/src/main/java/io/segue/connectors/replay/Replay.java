package io.segue.connectors.replay;

import io.segue.connectors.source.Clock;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Publishes events in the order of an iterator, each when it is due: the first at once, the others after their distance
 * from it in the log, divided by the speed. What lags behind (the output is slow, the gate was shut) follows as fast as
 * it goes; an event that is older than its predecessor is due at once.
 *
 * <p>One thread runs it; any thread may {@link #stop} it.
 */
public final class Replay {
    /** How long a stop may go unnoticed. */
    private static final Duration NAP_MAX = Duration.ofMillis(100);

    private final ReplaySettings settings;
    private final EventOutput output;
    private final InFlightGate gate;
    private final Clock clock;
    private final Sleeper sleeper;
    private volatile boolean stopped;

    public Replay(ReplaySettings settings, EventOutput output, InFlightGate gate) {
        this(settings, output, gate, Clock.SYSTEM, Sleeper.THREAD);
    }

    public Replay(ReplaySettings settings, EventOutput output, InFlightGate gate, Clock clock, Sleeper sleeper) {
        this.settings = settings;
        this.output = output;
        this.gate = gate;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Returns when the events are at their end or the replay was stopped.
     *
     * @return what was published
     * @throws InterruptedException when the thread is interrupted, which leaves the rest unpublished
     */
    public ReplayProgress run(Iterator<Interaction> events, ReplayProgress.Listener listener)
            throws InterruptedException {
        Counts counts = new Counts();
        long startMs = clock.nowMs();
        long firstMs = 0;
        long nextReportMs = startMs + settings.progressInterval().toMillis();
        while (!stopped && events.hasNext()) {
            Interaction event = events.next();
            if (counts.published == 0) {
                firstMs = event.timestampMs();
            }
            long dueMs = startMs + settings.speed().playedMs(event.timestampMs() - firstMs);
            awaitDue(dueMs);
            gate.awaitRoom();
            if (stopped) {
                break;
            }
            Interaction played = at(settings.eventTimes().timeOf(event.timestampMs(), dueMs), event);
            output.publish(played);
            counts.add(played);
            if (clock.nowMs() >= nextReportMs) {
                listener.onProgress(counts.progress());
                nextReportMs = clock.nowMs() + settings.progressInterval().toMillis();
            }
        }
        listener.onProgress(counts.progress());
        return counts.progress();
    }

    /** Ends {@link #run} before the next event. */
    public void stop() {
        stopped = true;
    }

    private void awaitDue(long dueMs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the replay was interrupted");
        }
        long leftMs = dueMs - clock.nowMs();
        while (leftMs > 0 && !stopped) {
            sleeper.sleep(Duration.ofMillis(Math.min(leftMs, NAP_MAX.toMillis())));
            leftMs = dueMs - clock.nowMs();
        }
    }

    private static Interaction at(long timestampMs, Interaction event) {
        return timestampMs == event.timestampMs()
                ? event
                : new Interaction(
                        event.eventId(),
                        event.userId(),
                        event.itemId(),
                        event.type(),
                        timestampMs,
                        event.sessionId(),
                        event.publishedAtMs());
    }

    private static final class Counts {
        private final Map<InteractionType, Long> byType = new EnumMap<>(InteractionType.class);
        private long published;
        private long newestMs;

        void add(Interaction event) {
            published++;
            newestMs = Math.max(newestMs, event.timestampMs());
            byType.merge(event.type(), 1L, Long::sum);
        }

        ReplayProgress progress() {
            return new ReplayProgress(published, byType, newestMs);
        }
    }
}
