package io.segue.streaming.cli;

import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.connectors.topic.TopicStatus;
import io.segue.streaming.job.StartChecks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue topics}. */
@CommandLine.Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "Creates the topics that are missing on a broker; existing ones stay as they are.")
final class TopicsCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of topics keyed by user: the parallelism that the job can have"
                    + " (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @CommandLine.Option(
            names = "--replication",
            paramLabel = "N",
            defaultValue = "1",
            description = "Replication factor (default: ${DEFAULT-VALUE}; 3 in production).")
    private int replication;

    @CommandLine.Option(
            names = "--retention",
            paramLabel = "DURATION",
            defaultValue = "1d",
            converter = DurationConverter.class,
            description = "How long recommendations can be read (default: ${DEFAULT-VALUE}).")
    private Duration retention = Duration.ZERO;

    @Override
    public Integer call() {
        figures.check();
        TopicSettings settings = new TopicSettings(partitions, replication, retention);
        List<TopicStatus> statuses = new TopicCreation(broker.topics(), settings)
                .createMissing(broker.connection(), StartChecks.BROKER_TIMEOUT);
        for (TopicStatus status : statuses) {
            System.out.printf(
                    "%-24s %3d partition%s  %s%n",
                    status.name(),
                    status.partitions(),
                    status.partitions() == 1 ? " " : "s",
                    status.created() ? "created" : "was there");
        }
        figures.write(json -> statuses.forEach(status -> json.putObject(status.name())
                .put("partitions", status.partitions())
                .put("created", status.created())));
        return ExitCode.DONE;
    }
}
