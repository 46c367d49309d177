package io.segue.streaming.e2e;

import io.segue.connectors.topic.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A shop at the other end of Kafka: plain clients, plain bytes. */
final class Outside implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConnection kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    Outside(KafkaConnection kafka) {
        this.kafka = kafka;
        producer = new KafkaProducer<>(kafka.toMap(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void publish(String topic, String key, String value) throws Exception {
        producer.send(new ProducerRecord<>(
                        topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8)))
                .get();
    }

    void publishAll(String topic, Collection<String> values) {
        for (String value : values) {
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
        }
        producer.flush();
    }

    /** Committed records of a topic from its beginning, read until there are {@code count} or patience ends. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
        Map<String, Object> properties =
                kafka.with("isolation.level", "read_committed").toMap();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadlineNanos = System.nanoTime() + LocalStack.PATIENCE.toNanos();
            while (records.size() < count && System.nanoTime() < deadlineNanos) {
                consumer.poll(POLL).forEach(records::add);
            }
            consumer.poll(POLL).forEach(records::add); // what should not be there would come now
        }
        return records;
    }

    /** How many records a topic has had, the markers of transactions included. */
    long end(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka.toMap(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
