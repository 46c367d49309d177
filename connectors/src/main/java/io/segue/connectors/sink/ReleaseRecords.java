package io.segue.connectors.sink;

import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.ModelRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is said of a model as a record, under its key. */
final class ReleaseRecords<T extends ModelRecord> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient ModelRecordJson json;

    ReleaseRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        json = new ModelRecordJson(RecordLimits.DEFAULT);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T said, KafkaSinkContext context, Long timestampMs) {
        return new ProducerRecord<>(topic, ModelRecordJson.key(said), json.write(said));
    }
}
