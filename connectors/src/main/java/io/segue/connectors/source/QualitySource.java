package io.segue.connectors.source;

import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.json.QualityJson;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.types.Either;

/**
 * Reads how good the lists are from now on: a job without a savepoint has nothing to say of what was before it. Left is a
 * record that cannot be read, or is of another metric.
 */
public final class QualitySource {
    private QualitySource() {}

    public static KafkaSource<Either<DeadLetter, QualityWindow>> create(
            SourceSettings settings, Topics topics, Clock clock) {
        return KafkaSources.builder(
                        settings, "quality", List.of(topics.metrics()), parser(), SegueTypes.QUALITY_WINDOW, clock)
                .setStartingOffsets(OffsetsInitializer.latest())
                .build();
    }

    static RecordParser.Factory<QualityWindow> parser() {
        return () -> (record, origin) -> {
            if (record.value() == null) {
                throw new InvalidRecordException(DeadLetterError.MISSING_FIELD, "the record has no value");
            }
            Optional<QualityWindow> window = QualityJson.read(record.value());
            if (window.isEmpty()) {
                throw new InvalidRecordException(
                        DeadLetterError.INVALID_VALUE, "the metric is another than '" + QualityJson.METRIC + "'");
            }
            return window;
        };
    }
}
