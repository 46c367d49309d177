package io.segue.streaming.cli;

import io.segue.connectors.topic.BrokerProbe;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.options.OptionReader;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** How a command finds the broker and the topics. */
final class BrokerOptions {
    @CommandLine.Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:9092",
            description = "Broker to connect to (default: ${DEFAULT-VALUE}).")
    private String bootstrap = "";

    @CommandLine.Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "Properties file for the Kafka clients, for example security.protocol.")
    @Nullable
    private Path clientProperties;

    @CommandLine.Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = "segue.",
            description = "Prefix of all topic names (default: ${DEFAULT-VALUE}).")
    private String topicPrefix = "";

    KafkaConnection connection() {
        return new KafkaConnection(
                bootstrap, clientProperties == null ? Map.of() : OptionReader.load(clientProperties));
    }

    /** The connection, once a broker has answered there. */
    KafkaConnection reachable() {
        KafkaConnection connection = connection();
        BrokerProbe.require(connection, StartChecks.BROKER_TIMEOUT);
        return connection;
    }

    Topics topics() {
        return Topics.withPrefix(topicPrefix);
    }
}
