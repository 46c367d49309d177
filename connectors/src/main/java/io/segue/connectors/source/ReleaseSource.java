package io.segue.connectors.source;

import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.json.RecordLimits;
import io.segue.state.json.ReleaseJson;
import io.segue.state.release.Release;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.types.Either;

/**
 * Reads the releases of models from the beginning of their topic. Left is a dead letter.
 *
 * <p>A tombstone is passed over: it removes a release from the topic, and a model that serves is not withdrawn by
 * forgetting where it came from (a release with the state {@code retired} does that).
 */
public final class ReleaseSource {
    private ReleaseSource() {}

    public static KafkaSource<Either<DeadLetter, Release>> create(
            SourceSettings settings, Topics topics, RecordLimits limits, Clock clock) {
        return KafkaSources.builder(
                        settings, "models", List.of(topics.models()), parser(limits), SegueTypes.RELEASE, clock)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }

    static RecordParser.Factory<Release> parser(RecordLimits limits) {
        return () -> {
            ReleaseJson json = new ReleaseJson(limits);
            return (record, origin) ->
                    record.value() == null ? Optional.empty() : Optional.of(json.parse(record.value()));
        };
    }
}
