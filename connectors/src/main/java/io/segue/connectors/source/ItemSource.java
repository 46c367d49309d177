package io.segue.connectors.source;

import io.segue.connectors.topic.Topics;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.item.Item;
import io.segue.state.json.ItemJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.types.Either;

/** Reads the catalogue from its beginning; a tombstone is an item withdrawn. Left is a dead letter. */
public final class ItemSource {
    private static final byte[] NO_KEY = {};

    private ItemSource() {}

    public static KafkaSource<Either<DeadLetter, Item>> create(
            SourceSettings settings, Topics topics, RecordLimits limits, Clock clock) {
        return KafkaSources.builder(settings, "items", List.of(topics.items()), parser(limits), SegueTypes.ITEM, clock)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .build();
    }

    static RecordParser.Factory<Item> parser(RecordLimits limits) {
        return () -> {
            ItemJson json = new ItemJson(limits);
            return (record, origin) -> {
                if (record.value() == null) {
                    return Optional.of(json.withdrawn(record.key() == null ? NO_KEY : record.key()));
                }
                return Optional.of(
                        record.key() == null ? json.parse(record.value()) : json.parse(record.key(), record.value()));
            };
        };
    }
}
