package io.segue.connectors.sink;

import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What all sinks have in common. */
final class KafkaSinks {
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
        properties.putAll(ProducerBatches.of(settings.delivery(), settings.compression()));
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
