package io.segue.connectors.sink;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How producers share requests to the broker: with one answer in each, a quarter of a job's CPU was Kafka's. */
public final class ProducerBatches {
    /** With exact delivery nobody sees an answer before the checkpoint, and Kafka's own 5 ms stay. */
    private static final String FAST_LINGER_MS = "2";
    /** Kafka's own 16 KiB are full after five answers, and go out without waiting. */
    private static final String BATCH_BYTES = "262144";

    private ProducerBatches() {}

    /** Properties of a producer. */
    public static Map<String, Object> of(Delivery delivery, Compression compression) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression.kafkaName());
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        if (delivery == Delivery.FAST) {
            properties.put(ProducerConfig.LINGER_MS_CONFIG, FAST_LINGER_MS);
        }
        return properties;
    }
}
