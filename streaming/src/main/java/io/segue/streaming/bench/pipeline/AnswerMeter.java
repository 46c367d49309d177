package io.segue.streaming.bench.pipeline;

import io.segue.connectors.sink.HeaderNames;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.streaming.bench.Machine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer outside the job, on a thread of its own, that counts answers without reading them. One that only counts asks
 * the broker seldom, so that most of the CPU is left to those who are measured; one that measures how late answers are
 * asks for each at once.
 */
final class AnswerMeter implements AutoCloseable {
    static final String THREAD = "answers";

    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STALLED = Duration.ofMinutes(3);
    private static final long LATENCY_MS_MAX = Duration.ofHours(1).toMillis();
    private static final int DIGITS = 3;
    private static final long LOOK_MS = 1;
    private static final String SELDOM_BYTES = "4000000";
    private static final String SELDOM_MS = "50";

    /**
     * How far it was.
     *
     * @param bytes of the answers' values
     * @param atNanos of {@link System#nanoTime}
     * @param cpuNanos used by this process until then
     */
    record Reading(long count, long bytes, long atNanos, long cpuNanos) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::listen, THREAD);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Histogram latencyMs = new Histogram(LATENCY_MS_MAX, DIGITS);
    private Optional<Reading> first = Optional.empty();
    private Reading newest;
    private long publishedFromMs = Long.MAX_VALUE;
    private volatile boolean closed;

    private AnswerMeter(KafkaConnection kafka, String topic, Map<String, Object> more) {
        newest = new Reading(0, 0, System.nanoTime(), Machine.cpuNanos());
        Map<String, Object> properties = new HashMap<>(more);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer =
                new KafkaConsumer<>(kafka.toMap(properties), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy; asking for the position makes it happen.
        partitions.forEach(consumer::position);
        thread.start();
    }

    /** Counts what is visible after the return. */
    static AnswerMeter counting(KafkaConnection kafka, String topic) {
        return new AnswerMeter(
                kafka,
                topic,
                Map.of(
                        ConsumerConfig.FETCH_MIN_BYTES_CONFIG, SELDOM_BYTES,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, SELDOM_MS));
    }

    /** The same, and hears of each at once. */
    static AnswerMeter prompt(KafkaConnection kafka, String topic) {
        return new AnswerMeter(kafka, topic, Map.of());
    }

    private void listen() {
        try (consumer) {
            while (!closed) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    take(records, System.currentTimeMillis());
                }
            }
        } catch (RuntimeException broken) {
            failure.set(broken);
        }
    }

    private synchronized void take(ConsumerRecords<byte[], byte[]> records, long nowMs) {
        long bytes = newest.bytes();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += record.value().length;
            long publishedAtMs = HeaderNames.number(record.headers(), HeaderNames.PUBLISHED_AT)
                    .orElse(nowMs);
            if (publishedAtMs >= publishedFromMs) {
                latencyMs.recordValue(Math.max(0, Math.min(nowMs - publishedAtMs, LATENCY_MS_MAX)));
            }
        }
        newest = new Reading(newest.count() + records.count(), bytes, System.nanoTime(), Machine.cpuNanos());
        if (first.isEmpty()) {
            first = Optional.of(newest);
        }
    }

    /** Where a drain begins: at the first answers, or now where none is visible yet. */
    synchronized Reading start() {
        throwFailure();
        return first.orElseGet(() -> new Reading(0, 0, System.nanoTime(), Machine.cpuNanos()));
    }

    synchronized Reading newest() {
        throwFailure();
        return newest;
    }

    /** Takes the latencies of answers to what is published from a moment on, epoch milliseconds. */
    synchronized void measureFrom(long moment) {
        publishedFromMs = moment;
    }

    /** From when an event was due to be published to when its answer was read. */
    synchronized Histogram latencyMs() {
        return latencyMs.copy();
    }

    /** Waits until so many answers are there. */
    Reading await(long count, BooleanSupplier hasEnded) throws InterruptedException {
        Reading seen = newest();
        long changedNanos = System.nanoTime();
        while (seen.count() < count) {
            Thread.sleep(LOOK_MS);
            Reading now = newest();
            if (now.count() != seen.count()) {
                changedNanos = System.nanoTime();
            } else if (hasEnded.getAsBoolean() || System.nanoTime() - changedNanos > STALLED.toNanos()) {
                throw new IllegalStateException(
                        "answers stopped at %,d of %,d; the log says why".formatted(now.count(), count));
            }
            seen = now;
        }
        return seen;
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
