package io.segue.connectors.source;

import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.ModelRecord;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.types.Either;

/**
 * Reads what is said of models, releases above all, from the beginning of their topic. Left is a dead letter.
 *
 * <p>A tombstone is passed over: it removes a release from the topic, and a model that serves is not withdrawn by
 * forgetting where it came from (a release with the state {@code retired} does that).
 */
public final class ReleaseSource {
    private ReleaseSource() {}

    public static KafkaSource<Either<DeadLetter, ModelRecord>> create(
            SourceSettings settings, Topics topics, RecordLimits limits, Clock clock) {
        return KafkaSources.builder(
                        settings, "models", List.of(topics.models()), parser(limits), SegueTypes.MODEL_RECORD, clock)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }

    static RecordParser.Factory<ModelRecord> parser(RecordLimits limits) {
        return () -> {
            ModelRecordJson json = new ModelRecordJson(limits);
            return (record, origin) ->
                    record.value() == null ? Optional.empty() : Optional.of(json.parse(record.value()));
        };
    }
}
