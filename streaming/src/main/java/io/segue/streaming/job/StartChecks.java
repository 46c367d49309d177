package io.segue.streaming.job;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.sink.Delivery;
import io.segue.connectors.topic.BrokerProbe;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicPartitions;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.SegueOptions;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CoreOptions;

/** What can be asked of the broker before a job starts, so that a wrong set-up fails here and not in a restart loop. */
public final class StartChecks {
    public static final Duration BROKER_TIMEOUT = Duration.ofSeconds(10);

    private StartChecks() {}

    /**
     * Checks that the broker answers, that the topics exist, that no subtask would be without a partition, and that the
     * broker allows the transaction timeout.
     */
    public static void run(JobSettings settings, int parallelism) {
        KafkaConnection kafka = settings.source().connection();
        BrokerProbe.require(kafka, BROKER_TIMEOUT);
        Map<String, Integer> partitions =
                TopicPartitions.of(kafka, settings.topics().all(), BROKER_TIMEOUT);
        for (String topic : settings.topics().all()) {
            require(
                    partitions.containsKey(topic),
                    "topic '" + topic + "'",
                    "missing at " + kafka.bootstrapServers(),
                    "created first: ./segue topics --bootstrap " + kafka.bootstrapServers());
        }
        int busiest = settings.topics().events().stream()
                .mapToInt(topic -> partitions.getOrDefault(topic, 0))
                .max()
                .orElse(0);
        require(
                parallelism <= busiest,
                CoreOptions.DEFAULT_PARALLELISM.key(),
                parallelism,
                "at most " + busiest + ", the partitions of the event topics: a subtask without one would idle");
        require(
                parallelism <= settings.maxParallelism(),
                CoreOptions.DEFAULT_PARALLELISM.key(),
                parallelism,
                "at most " + SegueOptions.MAX_PARALLELISM.key() + " = " + settings.maxParallelism());
        if (settings.sink().delivery() == Delivery.EXACT) {
            Duration allowed = BrokerProbe.transactionMaxTimeout(kafka, BROKER_TIMEOUT);
            require(
                    settings.sink().transactionTimeout().compareTo(allowed) <= 0,
                    SegueOptions.TRANSACTION_TIMEOUT.key(),
                    settings.sink().transactionTimeout(),
                    "at most " + allowed + ", the broker's transaction.max.timeout.ms");
        }
    }
}
