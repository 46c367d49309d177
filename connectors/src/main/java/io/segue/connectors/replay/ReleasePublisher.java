package io.segue.connectors.replay;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.json.RecordLimits;
import io.segue.state.json.ReleaseJson;
import io.segue.state.release.Release;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes releases to the topic of models, keyed by model and version, and waits for each to be there. */
public final class ReleasePublisher implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final ReleaseJson json = new ReleaseJson(RecordLimits.DEFAULT);

    public ReleasePublisher(KafkaConnection connection, Topics topics) {
        this.topic = topics.models();
        this.producer = new KafkaProducer<>(
                connection.toMap(
                        Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void publish(Release release) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, ReleaseJson.key(release), json.write(release)))
                    .get();
        } catch (ExecutionException refused) {
            throw new PublishException(topic, refused.getCause() == null ? refused : refused.getCause());
        } catch (KafkaException refused) {
            throw new PublishException(topic, refused);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
