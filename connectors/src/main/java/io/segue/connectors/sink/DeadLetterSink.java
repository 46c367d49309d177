package io.segue.connectors.sink;

import io.segue.connectors.topic.TopicSizes;
import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.DeadLetter;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Writes the records that are not valid. */
public final class DeadLetterSink {
    private DeadLetterSink() {}

    public static KafkaSink<DeadLetter> create(SinkSettings settings, Topics topics) {
        return KafkaSinks.create(
                settings,
                "dead-letters",
                new DeadLetterRecords(topics.deadLetters()),
                Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicSizes.DEAD_LETTER_REQUEST_BYTES_MAX));
    }
}
