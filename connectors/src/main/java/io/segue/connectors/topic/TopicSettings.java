package io.segue.connectors.topic;

import static io.segue.state.settings.Requirements.require;

import java.time.Duration;

/**
 * How topics are created; existing ones stay as they are.
 *
 * @param partitions of everything that is keyed by user; items, models and metrics always have one
 * @param recommendationsRetention how long an answer can be read
 */
public record TopicSettings(int partitions, int replicationFactor, Duration recommendationsRetention) {
    public static final String PARTITIONS = "segue.topics.partitions";
    public static final String REPLICATION_FACTOR = "segue.topics.replication.factor";
    public static final String RECOMMENDATIONS_RETENTION = "segue.topics.recommendations.retention";

    /** For one broker. */
    public static final TopicSettings LOCAL = new TopicSettings(4, 1, Duration.ofDays(1));

    public TopicSettings {
        require(partitions >= 1 && partitions <= 10_000, PARTITIONS, partitions, "within [1, 10000]");
        require(
                replicationFactor >= 1 && replicationFactor <= 16,
                REPLICATION_FACTOR,
                replicationFactor,
                "within [1, 16]");
        require(
                recommendationsRetention.compareTo(Duration.ofMinutes(1)) >= 0,
                RECOMMENDATIONS_RETENTION,
                recommendationsRetention,
                "at least 1 min");
    }
}
