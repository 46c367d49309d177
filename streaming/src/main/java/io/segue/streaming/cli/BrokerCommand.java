package io.segue.streaming.cli;

import io.segue.connectors.broker.EmbeddedBroker;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.connectors.topic.Topics;
import io.segue.streaming.job.StartChecks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue broker}. */
@CommandLine.Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "Runs a Kafka broker on loopback with our topics, for a Flink cluster that runs apart.")
final class BrokerCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final double NANOS_PER_SECOND = 1e9;

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".segue/broker",
            description = "Where its data is kept (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @CommandLine.Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @CommandLine.Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of topics keyed by user (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Override
    public Integer call() throws InterruptedException {
        figures.check();
        long startNanos = System.nanoTime();
        try (Interrupt interrupt = new Interrupt();
                EmbeddedBroker broker = EmbeddedBroker.start(folder, port)) {
            new TopicCreation(Topics.DEFAULT, new TopicSettings(partitions, 1, Duration.ofDays(1)))
                    .createMissing(KafkaConnection.to(broker.bootstrapServers()), StartChecks.BROKER_TIMEOUT);
            System.out.println("broker " + broker.bootstrapServers() + ", data in " + folder + "; Ctrl-C ends it");
            boolean ends = false;
            while (!ends) {
                ends = interrupt.await(TICK);
            }
            double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
            figures.write(
                    json -> json.put("bootstrap", broker.bootstrapServers()).put("seconds", seconds));
        }
        return ExitCode.DONE;
    }
}
