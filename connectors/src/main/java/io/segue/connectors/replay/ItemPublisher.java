package io.segue.connectors.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.item.Item;
import io.segue.state.json.ItemJson;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Announces items on their topic, keyed by item. Sending is asynchronous: {@link #close} says whether all are there. */
public final class ItemPublisher implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable PublishException> failure = new AtomicReference<>();

    public ItemPublisher(KafkaConnection connection, Topics topics) {
        this.topic = topics.items();
        this.producer = new KafkaProducer<>(
                connection.toMap(
                        Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    public void publish(Item item) {
        producer.send(
                new ProducerRecord<>(topic, item.itemId().getBytes(UTF_8), ItemJson.write(item)),
                (metadata, failed) -> {
                    if (failed != null) {
                        failure.compareAndSet(null, new PublishException(topic, failed));
                    }
                });
    }

    /** @throws PublishException if one of them could not be written */
    @Override
    public void close() {
        producer.close();
        PublishException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
