package io.segue.connectors.sink;

import io.segue.connectors.topic.Topics;
import io.segue.state.release.Release;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * Writes the releases of models: at least once and at once, whatever the delivery of the job's answers. All who read them
 * read what is uncommitted too, and take a release that comes twice for one; in a transaction that is aborted they would
 * read a release that nobody gave out, and one that is left open would hold releases back until the broker ends it.
 */
public final class ReleaseSink {
    private ReleaseSink() {}

    public static KafkaSink<Release> create(SinkSettings settings, Topics topics) {
        return KafkaSinks.create(settings.atLeastOnce(), "models", new ReleaseRecords(topics.models()), Map.of());
    }
}
