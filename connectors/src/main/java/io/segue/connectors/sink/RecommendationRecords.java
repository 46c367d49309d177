package io.segue.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.Recommendation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A recommendation as a record: keyed by user, stamped with when it was made. */
final class RecommendationRecords implements KafkaRecordSerializationSchema<Recommendation> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    RecommendationRecords(String topic) {
        this.topic = topic;
    }

    /** The timestamp is not event time: retention would delete the answers to a replay of old events at once. */
    @Override
    @SuppressWarnings("NullAway") // no partition: the key decides
    public ProducerRecord<byte[], byte[]> serialize(
            Recommendation recommendation, KafkaSinkContext context, Long elementTimestampMs) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                null,
                recommendation.generatedAtMs(),
                recommendation.userId().getBytes(UTF_8),
                RecommendationJson.write(recommendation));
        HeaderNames.add(record.headers(), HeaderNames.PUBLISHED_AT, recommendation.publishedAtMs());
        return record;
    }
}
