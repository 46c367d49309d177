package io.segue.connectors.source;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.topic.KafkaConnection;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a job reads.
 *
 * @param groupId whose committed offsets a fresh job of events starts from; also the prefix of client ids
 * @param partitionDiscovery how often new partitions are looked for
 */
public record SourceSettings(KafkaConnection connection, String groupId, Duration partitionDiscovery)
        implements Serializable {
    public static final String GROUP_ID = "segue.kafka.group.id";
    public static final String PARTITION_DISCOVERY = "segue.kafka.partition.discovery.interval";

    public SourceSettings {
        require(!groupId.isBlank(), GROUP_ID, "'" + groupId + "'", "non-empty");
        require(
                partitionDiscovery.compareTo(Duration.ofSeconds(1)) >= 0,
                PARTITION_DISCOVERY,
                partitionDiscovery,
                "at least 1 s");
    }

    /** Looks for new partitions every minute. */
    public static SourceSettings of(String bootstrapServers, String groupId) {
        return new SourceSettings(KafkaConnection.to(bootstrapServers), groupId, Duration.ofMinutes(1));
    }
}
