package io.segue.connectors.source;

import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.interaction.Interaction;
import io.segue.state.json.InteractionJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.serialization.SegueTypes;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Reads clicks, views and purchases; the topic decides the type. Left is a dead letter.
 *
 * <p>One source for the three topics, so that one subtask sees a user's partition of all of them and the watermark is
 * the minimum over all.
 *
 * <p>A job without a savepoint starts from the group's committed offsets, or else from the earliest. Where retention has
 * overtaken the job it goes on from the earliest record that is left.
 */
public final class EventSource {
    private EventSource() {}

    /** Reads without end. */
    public static KafkaSource<Either<DeadLetter, Interaction>> create(
            SourceSettings settings, Topics topics, RecordLimits limits, Clock clock) {
        return builder(settings, topics, limits, clock).build();
    }

    /** Reads everything from the earliest record up to what is there when the job starts, and ends. */
    public static KafkaSource<Either<DeadLetter, Interaction>> createBounded(
            SourceSettings settings, Topics topics, RecordLimits limits, Clock clock) {
        return builder(settings, topics, limits, clock)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .build();
    }

    @SuppressWarnings("deprecation") // OffsetResetStrategy: Kafka has replaced it, the connector still asks for it
    private static KafkaSourceBuilder<Either<DeadLetter, Interaction>> builder(
            SourceSettings settings, Topics topics, RecordLimits limits, Clock clock) {
        return KafkaSources.builder(
                        settings,
                        "events",
                        topics.events(),
                        parser(topics, limits, clock),
                        SegueTypes.INTERACTION,
                        clock)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST));
    }

    static RecordParser.Factory<Interaction> parser(Topics topics, RecordLimits limits, Clock clock) {
        return () -> {
            InteractionJson json = new InteractionJson(limits);
            return (record, origin) -> {
                if (record.value() == null) {
                    throw new InvalidRecordException(
                            DeadLetterError.MISSING_FIELD, "the record has no value; an event cannot be withdrawn");
                }
                return Optional.of(json.parse(record.value(), topics.typeOf(record.topic()), origin, clock.nowMs()));
            };
        };
    }
}
