package io.segue.connectors.sink;

import io.segue.connectors.topic.Topics;
import io.segue.state.prequential.QualityWindow;
import java.util.Map;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/** Writes how good the lists were. */
public final class QualitySink {
    private QualitySink() {}

    public static KafkaSink<QualityWindow> create(SinkSettings settings, Topics topics) {
        return KafkaSinks.create(settings, "metrics", new QualityRecords(topics.metrics()), Map.of());
    }
}
