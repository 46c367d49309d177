package io.segue.connectors.sink;

import io.segue.state.json.RecordLimits;
import io.segue.state.json.ReleaseJson;
import io.segue.state.release.Release;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A release as a record, under the key of its version. */
final class ReleaseRecords implements KafkaRecordSerializationSchema<Release> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient ReleaseJson json;

    ReleaseRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        json = new ReleaseJson(RecordLimits.DEFAULT);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(Release release, KafkaSinkContext context, Long timestampMs) {
        return new ProducerRecord<>(topic, ReleaseJson.key(release), json.write(release));
    }
}
