package io.segue.streaming.bench.swaps;

import io.segue.connectors.replay.ReceivedRecommendation;
import io.segue.connectors.replay.RecommendationReader;
import io.segue.connectors.replay.StartAt;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.recommendation.Recommendation;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** A consumer outside the job, on a thread of its own, that looks at every answer: who made it, whether whole, how late. */
final class AnswerLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long LATENCY_MS_MAX = Duration.ofHours(1).toMillis();
    private static final int DIGITS = 3;
    /** So begins the reason of a list that was ordered by the ranker of its own model. */
    private static final String RANKED = "next item";

    private final RecommendationReader reader;
    private final Thread thread = new Thread(this::listen, "answers");
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> countByVersion = new TreeMap<>();
    private final Map<String, Histogram> latencyByPhase = new TreeMap<>();
    private String phase = "";
    private String newestVersion = "";
    private long count;
    private final Map<String, Long> countByOtherReason = new TreeMap<>();
    private volatile boolean closed;

    /** Hears what is answered after the return. */
    AnswerLog(KafkaConnection kafka, Topics topics) {
        reader = new RecommendationReader(
                kafka.with("isolation.level", "read_committed"), topics, StartAt.LATEST, Clock.SYSTEM);
        thread.start();
    }

    private void listen() {
        try (reader) {
            while (!closed) {
                reader.poll(POLL).forEach(this::take);
            }
        } catch (RuntimeException broken) {
            failure.set(broken);
        }
    }

    private synchronized void take(ReceivedRecommendation received) {
        Recommendation answer = received.recommendation();
        count++;
        ids.add(answer.recommendationId());
        newestVersion = answer.model().version();
        countByVersion.merge(newestVersion, 1L, Long::sum);
        if (!answer.reason().startsWith(RANKED)) {
            countByOtherReason.merge(answer.reason(), 1L, Long::sum);
        }
        long ms = received.receivedAtMs() - answer.publishedAtMs();
        latencyByPhase
                .computeIfAbsent(phase, name -> new Histogram(LATENCY_MS_MAX, DIGITS))
                .recordValue(Math.max(0, Math.min(ms, LATENCY_MS_MAX)));
    }

    /** What is heard from now on belongs to this phase. */
    synchronized void begin(String newPhase) {
        phase = newPhase;
    }

    /** The version that made the newest answer; empty before the first. */
    synchronized String newestVersion() {
        throwFailure();
        return newestVersion;
    }

    synchronized long count() {
        throwFailure();
        return count;
    }

    /** Answers less those that were heard again. */
    synchronized long distinct() {
        return ids.size();
    }

    /** Answers that no ranker ordered, by their reason: there was no model, or not the one that had proposed. */
    synchronized Map<String, Long> countByOtherReason() {
        return Map.copyOf(countByOtherReason);
    }

    synchronized Map<String, Long> countByVersion() {
        return Map.copyOf(countByVersion);
    }

    /** From publishing an event to reading its answer, milliseconds. */
    synchronized Histogram latencyMs(String ofPhase) {
        Histogram found = latencyByPhase.get(ofPhase);
        return found == null ? new Histogram(LATENCY_MS_MAX, DIGITS) : found.copy();
    }

    private void throwFailure() {
        RuntimeException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }
}
