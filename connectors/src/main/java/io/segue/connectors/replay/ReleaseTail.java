package io.segue.connectors.replay;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows the topic of models from now on. One thread at a time. */
public final class ReleaseTail implements AutoCloseable {
    private final ModelRecordJson json = new ModelRecordJson(RecordLimits.DEFAULT);
    private final TopicReader reader;

    /** Returns when the start is fixed: what is written afterwards will be read. */
    public ReleaseTail(KafkaConnection connection, Topics topics) {
        reader = new TopicReader(connection, topics.models(), StartAt.LATEST);
    }

    /** The releases since the last call, in order. Records that cannot be read are the dead letters of a job. */
    public List<Release> next(Duration timeout) {
        List<Release> releases = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(timeout)) {
            try {
                if (record.value() != null && json.parse(record.value()) instanceof Release release) {
                    releases.add(release);
                }
            } catch (InvalidRecordException deadLetter) {
                continue;
            }
        }
        return releases;
    }

    @Override
    public void close() {
        reader.close();
    }
}
