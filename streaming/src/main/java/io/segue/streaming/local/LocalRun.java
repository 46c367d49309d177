package io.segue.streaming.local;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.broker.EmbeddedBroker;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.operators.model.RegistryModelSource;
import io.segue.streaming.RecommendJob;
import io.segue.streaming.RetrainJob;
import io.segue.streaming.job.RecommendTopology;
import io.segue.streaming.job.RetrainTopology;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RetrainSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Broker, cluster and jobs in this process, on real parts, with their data in one folder: {@code broker/}, {@code
 * flink/} with the snapshots of the RecommendJob, and {@code retrain/} with all of the RetrainJob. Started again on it,
 * all of them go on where they were.
 *
 * <p>Order: {@link #open} starts the broker; {@link #createTopics} makes the topics; the first job starts the cluster;
 * {@link #close} ends what has been started, the jobs with savepoints.
 */
public final class LocalRun implements AutoCloseable {
    private static final Duration RECOMMENDATIONS_RETENTION = Duration.ofDays(1);
    private static final String FLINK = "flink";

    private final LocalRunSettings settings;
    private final EmbeddedBroker broker;

    private final List<LocalJob> jobs = new ArrayList<>();

    @Nullable
    private LocalCluster cluster;

    private LocalRun(LocalRunSettings settings, EmbeddedBroker broker) {
        this.settings = settings;
        this.broker = broker;
    }

    /** Starts the broker; refuses a dashboard port that is in use, which Flink would say late and badly. */
    public static LocalRun open(LocalRunSettings settings) {
        require(
                isFree(settings.dashboardPort()),
                "--dashboard-port",
                settings.dashboardPort(),
                "a port that is not in use");
        return new LocalRun(settings, EmbeddedBroker.start(settings.folder().resolve("broker"), settings.kafkaPort()));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }

    public KafkaConnection kafka() {
        return KafkaConnection.to(broker.bootstrapServers());
    }

    /** Makes the topics that are missing. */
    public void createTopics(JobSettings job) {
        new TopicCreation(job.topics(), new TopicSettings(settings.partitions(), 1, RECOMMENDATIONS_RETENTION))
                .createMissing(kafka(), StartChecks.BROKER_TIMEOUT);
    }

    /** Starts the RecommendJob, before it the cluster, and returns when all tasks run. */
    public LocalJob startRecommendJob(JobSettings jobSettings) throws Exception {
        StartChecks.run(jobSettings, settings.parallelism());
        RegistryModelSource models = new RegistryModelSource(jobSettings.device());
        return start(
                RecommendJob.NAME,
                settings.folder().resolve(FLINK),
                new RecommendTopology(jobSettings, models, Clock.SYSTEM)::build);
    }

    /** Starts the RetrainJob beside it, and returns when all tasks run. */
    public LocalJob startRetrainJob(RetrainSettings retrain) throws Exception {
        StartChecks.run(retrain.job(), settings.parallelism());
        return start(
                RetrainJob.NAME,
                retrainFolder(settings.folder()).resolve(FLINK),
                new RetrainTopology(retrain, Clock.SYSTEM)::build);
    }

    /** Where a run in a folder keeps all that belongs to the RetrainJob. */
    public static Path retrainFolder(Path folder) {
        return folder.resolve("retrain");
    }

    private LocalJob start(String name, Path snapshots, Consumer<StreamExecutionEnvironment> topology)
            throws Exception {
        if (cluster == null) {
            cluster = LocalCluster.start(new LocalClusterSettings(
                    settings.folder().resolve(FLINK),
                    settings.dashboardPort(),
                    settings.prometheusPort(),
                    settings.parallelism(),
                    settings.jobs(),
                    settings.moreSlots()));
        }
        LocalJob job = cluster.submit(name, new Snapshots(snapshots), topology);
        jobs.add(job);
        job.awaitRunning();
        return job;
    }

    public URI dashboard() {
        if (cluster == null) {
            throw new IllegalStateException("no job has been started");
        }
        return cluster.dashboard();
    }

    /** Ends the jobs with savepoints, then cluster and broker. */
    @Override
    public void close() throws Exception {
        try (broker;
                LocalCluster ending = cluster) {
            stop(jobs.iterator());
        }
    }

    /** One that cannot be stopped does not keep the next from its savepoint. */
    private static void stop(Iterator<LocalJob> rest) throws Exception {
        if (!rest.hasNext()) {
            return;
        }
        try {
            LocalJob job = rest.next();
            if (job.status() == JobStatus.RUNNING) {
                job.stop();
            }
        } finally {
            stop(rest);
        }
    }
}
