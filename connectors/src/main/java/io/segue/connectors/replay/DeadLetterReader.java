package io.segue.connectors.replay;

import io.segue.connectors.sink.HeaderNames;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the dead letters. A header that is missing reads as {@code "?"} or -1. One thread at a time. */
public final class DeadLetterReader implements AutoCloseable {
    private static final String UNKNOWN = "?";
    private static final byte[] NONE = {};

    private final TopicReader reader;

    /** Returns when the start is fixed: what is written afterwards will be read. */
    public DeadLetterReader(KafkaConnection connection, Topics topics, StartAt startAt) {
        this.reader = new TopicReader(connection, topics.deadLetters(), startAt);
    }

    /** Waits until there is something or {@code timeout} is over. */
    public List<ReceivedDeadLetter> poll(Duration timeout) {
        List<ReceivedDeadLetter> received = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(timeout)) {
            received.add(read(record));
        }
        return received;
    }

    private static ReceivedDeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        Origin origin = new Origin(
                text(record, HeaderNames.SOURCE_TOPIC),
                (int) number(record, HeaderNames.SOURCE_PARTITION),
                number(record, HeaderNames.SOURCE_OFFSET),
                number(record, HeaderNames.SOURCE_TIMESTAMP));
        return new ReceivedDeadLetter(
                text(record, HeaderNames.ERROR),
                text(record, HeaderNames.REASON),
                origin,
                record.key() == null ? NONE : record.key(),
                record.value() == null ? NONE : record.value(),
                record.partition(),
                record.offset());
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return HeaderNames.text(record.headers(), header).orElse(UNKNOWN);
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String header) {
        return HeaderNames.number(record.headers(), header).orElse(-1L);
    }

    @Override
    public void close() {
        reader.close();
    }
}
