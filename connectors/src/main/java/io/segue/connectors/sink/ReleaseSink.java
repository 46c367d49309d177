package io.segue.connectors.sink;

import io.segue.connectors.topic.Topics;
import io.segue.state.release.ModelRecord;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Writes what is said of models. */
public final class ReleaseSink {
    private ReleaseSink() {}

    public static <T extends ModelRecord> KafkaSink<T> create(SinkSettings settings, Topics topics) {
        return KafkaSinks.create(settings, "models", new ReleaseRecords<>(topics.models()), Map.of());
    }
}
