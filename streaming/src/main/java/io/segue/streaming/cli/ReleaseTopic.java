package io.segue.streaming.cli;

import io.segue.connectors.replay.ExperimentReader;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.connectors.replay.ReleaseReader.ReleaseLog;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.models.bundle.ModelLease;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.device.DeviceChoice;
import io.segue.state.release.Experiment;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.streaming.job.StartChecks;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** The options of a command that works on the topic of models, and what it does with them. */
final class ReleaseTopic {
    @CommandLine.Mixin
    private final BrokerOptions broker = new BrokerOptions();

    @CommandLine.Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "segue",
            description = "Name of the model (default: ${DEFAULT-VALUE}).")
    private String model = "";

    String model() {
        return model;
    }

    /** What the topic says; records that cannot be read are named and passed over. */
    ReleaseHistory read() {
        ReleaseLog log = ReleaseReader.read(broker.reachable(), broker.topics(), StartChecks.BROKER_TIMEOUT);
        log.unreadable()
                .forEach(fault -> System.err.println(
                        "segue: a record of " + broker.topics().models() + " is passed over: " + fault));
        return log.history();
    }

    /** All versions of the model, at least one. */
    List<Release> versions(ReleaseHistory history) throws ReleaseRefusedException {
        if (!history.names().contains(model)) {
            throw new ReleaseRefusedException("there is no release of model '" + model + "'; "
                    + (history.names().isEmpty()
                            ? broker.topics().models() + " holds none"
                            : "there are some of: " + String.join(", ", history.names())));
        }
        return history.versions(model);
    }

    Release find(ReleaseHistory history, String version) throws ReleaseRefusedException {
        List<Release> versions = versions(history);
        return history.find(model, version)
                .orElseThrow(() -> new ReleaseRefusedException("model " + model + " has no version '" + version
                        + "'; it has: "
                        + versions.stream().map(Release::version).collect(Collectors.joining(", "))));
    }

    /** Loads the bundle of a release as a job would. */
    static void verify(Release release) throws Exception {
        try (ModelLease lease = ModelRegistry.process()
                .acquire(release.uri(), release.sha256(), DeviceChoice.CPU)
                .get()) {
            String version = lease.model().version();
            if (!version.equals(release.version())) {
                throw new ModelRefusedException(
                        release.uri() + " holds version " + version + ", but the release says " + release.version());
            }
        } catch (ExecutionException refused) {
            throw new ReleaseRefusedException("version " + release.version() + " of model " + release.name()
                    + " does not verify: " + String.valueOf(refused.getCause()));
        }
    }

    KafkaConnection connection() {
        return broker.connection();
    }

    Topics topics() {
        return broker.topics();
    }

    /** The experiment of the model. */
    Experiment running() {
        return ExperimentReader.experiment(broker.reachable(), topics(), model, StartChecks.BROKER_TIMEOUT)
                .filter(experiment -> !experiment.isOver())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.MODEL, "no experiment of model '" + model + "' runs, see ./segue experiments start"));
    }

    void publish(Experiment experiment) throws InterruptedException {
        try (ReleasePublisher publisher = new ReleasePublisher(connection(), topics())) {
            publisher.publish(experiment);
        }
    }

    /** Writes the records in this order, and says so. */
    void publish(List<Release> records) throws InterruptedException {
        try (ReleasePublisher publisher = new ReleasePublisher(broker.connection(), broker.topics())) {
            for (Release record : records) {
                publisher.publish(record);
                System.out.println(record.name() + " " + record.version() + " is "
                        + record.state().code() + ": " + record.reason());
            }
        }
    }
}
