package io.segue.connectors.source;

import io.segue.state.deadletter.DeadLetter;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.types.Either;

/** What all sources have in common. */
final class KafkaSources {
    private KafkaSources() {}

    /** @param role ends the client ids, because one job has several sources and their metrics must not clash */
    static <T> KafkaSourceBuilder<Either<DeadLetter, T>> builder(
            SourceSettings settings,
            String role,
            List<String> topics,
            RecordParser.Factory<T> parser,
            TypeInformation<T> type,
            Clock clock) {
        Properties properties = settings.connection().toProperties();
        properties.putIfAbsent(
                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                String.valueOf(settings.partitionDiscovery().toMillis()));
        return KafkaSource.<Either<DeadLetter, T>>builder()
                .setProperties(properties)
                .setGroupId(settings.groupId())
                .setClientIdPrefix(settings.groupId() + "-" + role)
                .setTopics(topics)
                .setDeserializer(new ContractDeserializer<>(parser, type, clock));
    }
}
