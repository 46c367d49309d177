package io.segue.streaming.cli;

import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.models.bundle.BundleInspection;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.state.release.Lineage;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Succession;
import io.segue.streaming.job.StartChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue release}. */
@CommandLine.Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Verifies a model bundle and makes it the champion: running jobs swap to it within seconds.")
final class ReleaseCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(names = "--bundle", required = true, paramLabel = "DIR", description = "The bundle.")
    private Path bundle = Path.of("");

    @Override
    public Integer call() throws Exception {
        figures.check();
        ModelSummary summary = BundleInspection.verify(bundle, DeviceChoice.CPU);
        KafkaConnection connection = broker.reachable();
        ReleaseHistory history = ReleaseReader.read(connection, broker.topics(), StartChecks.BROKER_TIMEOUT)
                .history();
        List<Release> records =
                Succession.promote(history, championOf(summary, System.currentTimeMillis()), "released by hand");
        try (ReleasePublisher publisher = new ReleasePublisher(connection, broker.topics())) {
            for (Release record : records) {
                publisher.publish(record);
            }
        }
        System.out.println("released " + summary.name() + " " + summary.version() + " as champion");
        figures.write(json -> {
            json.put("name", summary.name());
            json.put("version", summary.version());
            json.put("sha256", summary.sha256());
            json.put("items", summary.itemsCount());
        });
        return ExitCode.DONE;
    }

    /** The release that puts a bundle into service. */
    static Release championOf(ModelSummary summary, long nowMs) {
        return new Release(
                        summary.name(),
                        summary.version(),
                        ReleaseState.CHAMPION,
                        summary.bundle().toAbsolutePath().toUri().toString(),
                        summary.sha256(),
                        summary.trainedUntilMs(),
                        summary.metrics(),
                        Map.of(),
                        nowMs)
                .withLineage(new Lineage(
                        Lineage.UNKNOWN.dataFromMs(),
                        summary.sessionsCount(),
                        summary.eventsCount(),
                        "",
                        "",
                        Map.of()));
    }
}
