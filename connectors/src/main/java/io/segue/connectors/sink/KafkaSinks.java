package io.segue.connectors.sink;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What all sinks have in common. */
final class KafkaSinks {
    /** What a request costs is shared by all that a job writes meanwhile: with none, half of the CPU was Kafka's. */
    private static final String LINGER_MS = "2";
    /** Kafka's own 16 KiB are full after five answers, and go out without waiting. */
    private static final String BATCH_BYTES = "262144";

    private KafkaSinks() {}

    /**
     * Builds one.
     *
     * @param role ends the transactional ids, because two sinks of one job must not share them
     * @param ours producer properties of this sink; the client properties of the settings win over them
     */
    static <T> KafkaSink<T> create(
            SinkSettings settings, String role, KafkaRecordSerializationSchema<T> schema, Map<String, Object> ours) {
        Properties properties = new Properties();
        properties.put(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, settings.compression().kafkaName());
        if (settings.delivery() == Delivery.FAST) {
            properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
            properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        }
        ours.forEach((key, value) -> properties.put(key, String.valueOf(value)));
        properties.putAll(settings.connection().toProperties());
        KafkaSinkBuilder<T> builder = KafkaSink.<T>builder()
                .setBootstrapServers(settings.connection().bootstrapServers())
                .setDeliveryGuarantee(settings.delivery().guarantee())
                .setRecordSerializer(schema);
        if (settings.delivery() == Delivery.EXACT) {
            properties.put(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    String.valueOf(settings.transactionTimeout().toMillis()));
            builder.setTransactionalIdPrefix(settings.transactionalIdPrefix() + "-" + role);
        }
        return builder.setKafkaProducerConfig(properties).build();
    }
}
