package io.segue.connectors.replay;

import io.segue.connectors.topic.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all partitions of one topic, in no group. Partitions added later are not seen. One thread at a time. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Returns when the start is fixed: what is written afterwards will be read. */
    TopicReader(KafkaConnection connection, String topic, StartAt startAt) {
        Map<String, Object> properties =
                new HashMap<>(connection.toMap(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted")));
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            assign(topic, startAt);
        } catch (RuntimeException failed) {
            consumer.close();
            throw failed;
        }
    }

    private void assign(String topic, StartAt startAt) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        if (partitions.isEmpty()) {
            throw new IllegalStateException("topic '" + topic + "' does not exist");
        }
        consumer.assign(partitions);
        if (startAt == StartAt.EARLIEST) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // Seeking is lazy; asking for the position makes it happen.
        partitions.forEach(consumer::position);
    }

    Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration timeout) {
        return consumer.poll(timeout);
    }

    /**
     * All that is there from the start up to what is the end now.
     *
     * @throws TimeoutException if that takes longer
     */
    List<ConsumerRecord<byte[], byte[]>> readToEnd(Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadlineNanos) {
                throw new TimeoutException(
                        consumer.assignment() + " cannot be read to its end within " + timeout.toSeconds() + " s");
            }
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
