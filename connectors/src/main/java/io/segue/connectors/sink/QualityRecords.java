package io.segue.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segue.state.json.QualityJson;
import io.segue.state.prequential.QualityWindow;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The figures of a window as a record, keyed by metric. Has no timestamp of its own and gets that of its writing:
 * retention would delete the figures of old events at once.
 */
final class QualityRecords implements KafkaRecordSerializationSchema<QualityWindow> {
    private static final long serialVersionUID = 1L;
    private static final byte[] KEY = QualityJson.METRIC.getBytes(UTF_8);

    private final String topic;

    QualityRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            QualityWindow window, KafkaSinkContext context, Long elementTimestampMs) {
        return new ProducerRecord<>(topic, KEY, QualityJson.write(window));
    }
}
