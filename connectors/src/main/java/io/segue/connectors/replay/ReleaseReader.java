package io.segue.connectors.replay;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the topic of models as it stands now. */
public final class ReleaseReader {
    private ReleaseReader() {}

    /**
     * What the topic says.
     *
     * @param unreadable what is wrong with the records that the history lacks, with their offsets
     */
    public record ReleaseLog(ReleaseHistory history, List<String> unreadable) {}

    /**
     * Reads it from the beginning up to what is the end now.
     *
     * @throws TimeoutException if that takes longer
     */
    public static ReleaseLog read(KafkaConnection connection, Topics topics, Duration timeout) {
        ModelRecordJson json = new ModelRecordJson(RecordLimits.DEFAULT);
        ReleaseHistory history = new ReleaseHistory();
        List<String> unreadable = new ArrayList<>();
        try (TopicReader reader = new TopicReader(connection, topics.models(), StartAt.EARLIEST)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.readToEnd(timeout)) {
                try {
                    if (record.value() != null && json.parse(record.value()) instanceof Release release) {
                        history.add(release);
                    }
                } catch (InvalidRecordException fault) {
                    unreadable.add("offset " + record.offset() + ": " + fault.reason());
                }
            }
        }
        return new ReleaseLog(history, unreadable);
    }
}
