package io.segue.connectors.sink;

import io.segue.connectors.topic.TopicSizes;
import io.segue.state.deadletter.DeadLetter;
import java.util.Arrays;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A dead letter as a record: key and value as they were received, the rest in headers.
 *
 * <p>Has no timestamp of its own and gets that of its writing, so that retention counts from there. What is larger than
 * any record that our topics take by default is cut and says so: a dead letter that its topic refuses would fail the
 * job, again after every restart.
 */
final class DeadLetterRecords implements KafkaRecordSerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    DeadLetterRecords(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            DeadLetter letter, KafkaSinkContext context, Long elementTimestampMs) {
        byte[] key = cut(letter.key(), TopicSizes.DEAD_LETTER_KEY_BYTES_MAX);
        byte[] value = cut(letter.value(), TopicSizes.DEAD_LETTER_VALUE_BYTES_MAX);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        Headers headers = record.headers();
        HeaderNames.add(headers, HeaderNames.ERROR, letter.error().code());
        HeaderNames.add(headers, HeaderNames.REASON, letter.reason());
        HeaderNames.add(headers, HeaderNames.SOURCE_TOPIC, letter.origin().topic());
        HeaderNames.add(headers, HeaderNames.SOURCE_PARTITION, letter.origin().partition());
        HeaderNames.add(headers, HeaderNames.SOURCE_OFFSET, letter.origin().offset());
        HeaderNames.add(headers, HeaderNames.SOURCE_TIMESTAMP, letter.origin().publishedAtMs());
        if (key.length < letter.key().length) {
            HeaderNames.add(headers, HeaderNames.KEY_BYTES, letter.key().length);
        }
        if (value.length < letter.value().length) {
            HeaderNames.add(headers, HeaderNames.VALUE_BYTES, letter.value().length);
        }
        return record;
    }

    private static byte[] cut(byte[] bytes, int bytesMax) {
        return bytes.length <= bytesMax ? bytes : Arrays.copyOf(bytes, bytesMax);
    }
}
