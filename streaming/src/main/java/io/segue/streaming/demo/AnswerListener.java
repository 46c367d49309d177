package io.segue.streaming.demo;

import io.segue.connectors.replay.ReceivedRecommendation;
import io.segue.connectors.replay.RecommendationReader;
import io.segue.connectors.replay.StartAt;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** A consumer outside the job, on a thread of its own: counts the answers and measures how long each took. */
final class AnswerListener implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long LATENCY_MS_MAX = Duration.ofHours(1).toMillis();
    private static final int DIGITS = 3;
    /** Looks that count as the newest: some five seconds of them. */
    private static final int LOOKS = 20;

    private final RecommendationReader reader;
    private final Recorder recorder = new Recorder(LATENCY_MS_MAX, DIGITS);
    private final Histogram total = new Histogram(LATENCY_MS_MAX, DIGITS);
    private final Deque<Histogram> newest = new ArrayDeque<>();
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
                    recorder.recordValue(Math.max(0, Math.min(ms, LATENCY_MS_MAX)));
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

    /** From publishing an event to reading its answer, milliseconds; all of them so far. One thread asks. */
    Histogram latencyMs() {
        look();
        return total;
    }

    /** The same of the newest looks only. One thread asks. */
    Histogram newestLatencyMs() {
        look();
        Histogram sum = new Histogram(LATENCY_MS_MAX, DIGITS);
        newest.forEach(sum::add);
        return sum;
    }

    private void look() {
        Histogram since = recorder.getIntervalHistogram();
        total.add(since);
        newest.addLast(since);
        if (newest.size() > LOOKS) {
            newest.removeFirst();
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
