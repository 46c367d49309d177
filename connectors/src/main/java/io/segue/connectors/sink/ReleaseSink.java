package io.segue.connectors.sink;

import io.segue.connectors.topic.Topics;
import io.segue.state.release.ModelRecord;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Writes what is said of models. */
public final class ReleaseSink {
    private ReleaseSink() {}

    public static <T extends ModelRecord> KafkaSink<T> create(SinkSettings settings, Topics topics) {
        return create(settings, topics, "models");
    }

    /** @param role a word, of each such sink of a job another */
    public static <T extends ModelRecord> KafkaSink<T> create(SinkSettings settings, Topics topics, String role) {
        return KafkaSinks.create(settings, role, new ReleaseRecords<>(topics.models()), Map.of());
    }
}
