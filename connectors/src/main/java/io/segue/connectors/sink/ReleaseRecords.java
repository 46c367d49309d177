package io.segue.connectors.sink;

import io.segue.state.json.RecordLimits;
import io.segue.state.json.ReleaseJson;
import io.segue.state.release.Release;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A release as a record, keyed by model and version. */
final class ReleaseRecords implements KafkaRecordSerializationSchema<Release> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    ReleaseRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Release release, KafkaSinkContext context, Long elementTimestampMs) {
        return new ProducerRecord<>(
                topic, ReleaseJson.key(release), new ReleaseJson(RecordLimits.DEFAULT).write(release));
    }
}
