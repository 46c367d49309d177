package io.segue.streaming.demo;

import io.segue.connectors.replay.ReceivedRecommendation;
import io.segue.connectors.replay.RecommendationReader;
import io.segue.connectors.replay.StartAt;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** A consumer outside the job, on a thread of its own: counts the answers and measures how long each took. */
final class AnswerListener implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LATENCY_MS_MAX = Duration.ofHours(1).toMillis();
    private static final int DIGITS = 3;

    private final RecommendationReader reader;
    private final Histogram latencyMs = new ConcurrentHistogram(LATENCY_MS_MAX, DIGITS);
    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::listen, "answers");
    private volatile boolean closed;

    /** Hears what is answered after the return. */
    AnswerListener(KafkaConnection kafka, Topics topics) {
        reader = new RecommendationReader(
                kafka.with("isolation.level", "read_committed"), topics, StartAt.LATEST, Clock.SYSTEM);
        thread.start();
    }

    private void listen() {
        try (reader) {
            while (!closed) {
                for (ReceivedRecommendation received : reader.poll(POLL)) {
                    long ms =
                            received.receivedAtMs() - received.recommendation().publishedAtMs();
                    latencyMs.recordValue(Math.max(0, Math.min(ms, LATENCY_MS_MAX)));
                    count.incrementAndGet();
                }
            }
        } catch (RuntimeException broken) {
            failure.set(broken);
        }
    }

    long count() {
        RuntimeException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
        return count.get();
    }

    /** From publishing an event to reading its answer, milliseconds. */
    long latencyMsAt(double percentile) {
        return latencyMs.getValueAtPercentile(percentile);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
