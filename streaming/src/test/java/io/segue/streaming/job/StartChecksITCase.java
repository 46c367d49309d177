package io.segue.streaming.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.connectors.broker.EmbeddedBroker;
import io.segue.connectors.topic.BrokerUnreachableException;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.connectors.topic.Topics;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.SegueOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartChecksITCase {
    @TempDir
    static Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start(folder, 0);
        new TopicCreation(Topics.DEFAULT, new TopicSettings(2, 1, Duration.ofHours(1)))
                .createMissing(KafkaConnection.to(broker.bootstrapServers()), Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static JobSettings settings(Map<String, String> options) {
        Map<String, String> all = new HashMap<>();
        all.put(SegueOptions.BOOTSTRAP_SERVERS.key(), broker.bootstrapServers());
        all.putAll(options);
        return JobSettings.of(Configuration.fromMap(all));
    }

    @Test
    void passesAJobThatCanRun() {
        assertThatCode(() -> StartChecks.run(settings(Map.of("segue.delivery", "exact")), 2))
                .doesNotThrowAnyException();
    }

    @Test
    void namesATopicThatIsMissingAndHowToCreateIt() {
        assertThatThrownBy(() -> StartChecks.run(settings(Map.of(SegueOptions.TOPIC_CLICKS.key(), "none")), 1))
                .hasMessageContaining("topic 'none'")
                .hasMessageContaining("./segue topics");
    }

    @Test
    void refusesMoreSubtasksThanPartitions() {
        assertThatThrownBy(() -> StartChecks.run(settings(Map.of()), 3))
                .hasMessageContaining("parallelism.default is 3")
                .hasMessageContaining("at most 2");
    }

    @Test
    void refusesATransactionLongerThanTheBrokerAllows() {
        Map<String, String> options =
                Map.of("segue.delivery", "exact", SegueOptions.TRANSACTION_TIMEOUT.key(), "16 min");

        assertThatThrownBy(() -> StartChecks.run(settings(options), 1))
                .hasMessageContaining(SegueOptions.TRANSACTION_TIMEOUT.key())
                .hasMessageContaining("transaction.max.timeout.ms");
    }

    @Test
    void saysThatNoBrokerAnswers() {
        assertThatThrownBy(() ->
                        StartChecks.run(settings(Map.of(SegueOptions.BOOTSTRAP_SERVERS.key(), "127.0.0.1:1")), 1))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessageContaining("broker not reachable at 127.0.0.1:1 within 10 s");
    }
}
