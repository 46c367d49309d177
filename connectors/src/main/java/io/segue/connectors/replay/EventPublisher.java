package io.segue.connectors.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.interaction.Interaction;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes interactions to the topics of their types, keyed by user.
 *
 * <p>A record is stamped with the time of its writing, not with event time: latency is measured from it, and retention
 * would delete the replay of an old log at once. Idempotent: a retry inside the producer writes nothing twice.
 *
 * <p>Sending is asynchronous. A failure is thrown by the next call; {@link #flush} and {@link #close} wait for what is
 * under way.
 */
public final class EventPublisher implements EventOutput, AutoCloseable {
    private final Topics topics;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable PublishException> failure = new AtomicReference<>();

    public EventPublisher(KafkaConnection connection, Topics topics) {
        this(
                new KafkaProducer<>(
                        connection.toMap(Map.of(
                                ProducerConfig.ACKS_CONFIG, "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
                                // Under load batches fill without waiting; else 5 ms would be part of the latency.
                                ProducerConfig.LINGER_MS_CONFIG, "0")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()),
                topics);
    }

    EventPublisher(Producer<byte[], byte[]> producer, Topics topics) {
        this.producer = producer;
        this.topics = topics;
    }

    @Override
    public void publish(Interaction interaction) {
        send(interaction, null);
    }

    /**
     * The same, stamped with when it was due: of a load that has fallen behind, latency tells.
     *
     * @param dueMs epoch milliseconds
     */
    public void publish(Interaction interaction, long dueMs) {
        send(interaction, dueMs);
    }

    @SuppressWarnings({"FutureReturnValueIgnored", "NullAway"}) // the callback hears of failures; the key decides
    private void send(Interaction interaction, @Nullable Long stampMs) {
        throwFailure();
        String topic = topics.topicOf(interaction.type());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic, null, stampMs, interaction.userId().getBytes(UTF_8), InteractionRecord.write(interaction));
        try {
            producer.send(record, (metadata, failed) -> {
                if (failed != null) {
                    failure.compareAndSet(null, new PublishException(topic, failed));
                }
            });
        } catch (KafkaException refused) {
            throw new PublishException(topic, refused);
        }
    }

    /** Returns when everything published so far is in Kafka. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    @Override
    public void close() {
        producer.close();
        throwFailure();
    }

    private void throwFailure() {
        PublishException failed = failure.getAndSet(null);
        if (failed != null) {
            throw failed;
        }
    }
}
