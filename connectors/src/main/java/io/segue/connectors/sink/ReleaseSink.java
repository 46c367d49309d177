package io.segue.connectors.sink;

import io.segue.connectors.topic.Topics;
import io.segue.state.release.ModelRecord;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * Writes what is said of models, at least once and at once, whatever the delivery of the job's answers. All who read it
 * read what is uncommitted too, and take a record that comes twice for one; in a transaction that is aborted they would
 * read a release that nobody gave out, and one that is left open would hold releases back until the broker ends it.
 */
public final class ReleaseSink {
    private ReleaseSink() {}

    public static <T extends ModelRecord> KafkaSink<T> create(SinkSettings settings, Topics topics) {
        return KafkaSinks.create(settings.atLeastOnce(), "models", new ReleaseRecords<>(topics.models()), Map.of());
    }
}
