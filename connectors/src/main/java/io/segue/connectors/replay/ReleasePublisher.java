package io.segue.connectors.replay;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.ModelRecord;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the topic of models, each record under its key, and waits for each to be there. */
public final class ReleasePublisher implements AutoCloseable {
    private final String topic;
    private final Producer<byte[], byte[]> producer;
    private final ModelRecordJson json = new ModelRecordJson(RecordLimits.DEFAULT);

    public ReleasePublisher(KafkaConnection connection, Topics topics) {
        this.topic = topics.models();
        this.producer = new KafkaProducer<>(
                connection.toMap(
                        Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void publish(ModelRecord said) throws InterruptedException {
        try {
            producer.send(new ProducerRecord<>(topic, ModelRecordJson.key(said), json.write(said)))
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
