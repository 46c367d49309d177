package io.segue.streaming.bench.pipeline;

import io.segue.connectors.sink.ProducerBatches;
import io.segue.connectors.sink.SinkSettings;
import io.segue.connectors.topic.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads every event and writes so many bytes for it, and nothing else: what any such job does at least. */
final class KafkaLoop {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConnection kafka;
    private final List<String> from;
    private final String to;
    private final byte[] answer;
    private final Map<String, Object> producerProperties;

    /**
     * A loop.
     *
     * @param from the event topics
     * @param to a topic that nobody reads
     * @param answerBytes of a typical answer
     * @param sink as the job's
     */
    KafkaLoop(KafkaConnection kafka, List<String> from, String to, int answerBytes, SinkSettings sink) {
        this.kafka = kafka;
        this.from = List.copyOf(from);
        this.to = to;
        this.answer = digits(answerBytes);
        this.producerProperties = kafka.toMap(ProducerBatches.of(sink.delivery(), sink.compression()));
    }

    /** Text that compresses about as an answer does; zeros would cost nothing on their way. */
    private static byte[] digits(int length) {
        return new SplittableRandom(length)
                .ints(length, 0, 10)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads so many events. */
    Cost run(int events) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        kafka.toMap(Map.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(producerProperties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<TopicPartition> partitions = from.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Cost.Start start = Cost.start();
            int seen = 0;
            while (seen < events) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(to, record.key(), answer));
                }
                seen += records.count();
            }
            producer.flush();
            return start.end(seen);
        }
    }
}
