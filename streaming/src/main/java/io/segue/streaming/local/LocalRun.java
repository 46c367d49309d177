package io.segue.streaming.local;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.broker.EmbeddedBroker;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.operators.model.RegistryModelSource;
import io.segue.streaming.RecommendJob;
import io.segue.streaming.job.RecommendTopology;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.options.JobSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.jspecify.annotations.Nullable;

/**
 * Broker, cluster and job in this process, on real parts, with their data in one folder: {@code broker/} and {@code
 * flink/}. Started again on it, all of them go on where they were.
 *
 * <p>Order: {@link #open} starts the broker; {@link #startJob} makes the topics and starts cluster and job; {@link
 * #close} ends what has been started, the job with a savepoint.
 */
public final class LocalRun implements AutoCloseable {
    private static final Duration RECOMMENDATIONS_RETENTION = Duration.ofDays(1);
    private static final Duration RUNNING_TIMEOUT = Duration.ofMinutes(2);
    private static final long POLL_MS = 100;

    private final LocalRunSettings settings;
    private final EmbeddedBroker broker;

    @Nullable
    private LocalCluster cluster;

    @Nullable
    private JobID job;

    @Nullable
    private CompletableFuture<JobResult> result;

    @Nullable
    private JobMetrics metrics;

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

    /** Starts cluster and job and returns when all tasks run. The snapshot from which the job goes on, if any. */
    public Optional<Path> startJob(JobSettings jobSettings) throws Exception {
        StartChecks.run(jobSettings, settings.parallelism());
        cluster = LocalCluster.start(new LocalClusterSettings(
                settings.folder().resolve("flink"),
                settings.dashboardPort(),
                settings.prometheusPort(),
                settings.parallelism()));
        Optional<Path> snapshot = cluster.newestSnapshot();
        RegistryModelSource models = new RegistryModelSource(jobSettings.device());
        job = cluster.submit(
                RecommendJob.NAME,
                environment -> new RecommendTopology(jobSettings, models, Clock.SYSTEM).build(environment));
        result = cluster.result(job);
        metrics = new JobMetrics(cluster.dashboard(), job.toString());
        awaitRunning(metrics);
        return snapshot;
    }

    public URI dashboard() {
        return started(cluster).dashboard();
    }

    public JobMetrics metrics() {
        return started(metrics);
    }

    public JobStatus status() throws Exception {
        return started(cluster).status(started(job));
    }

    /** Whether the job has ended, as it should not by itself. */
    public boolean hasEnded() {
        return started(result).isDone();
    }

    private void awaitRunning(JobMetrics metrics) throws Exception {
        long deadlineNanos = System.nanoTime() + RUNNING_TIMEOUT.toNanos();
        while (!metrics.allTasksRun()) {
            JobStatus status = status();
            if (status.isTerminalState() || System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException("not all tasks of the job run, it is " + status + "; the log says why");
            }
            Thread.sleep(POLL_MS);
        }
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the job has not been started");
        }
        return part;
    }

    /** Ends the job with a savepoint, then cluster and broker. */
    @Override
    public void close() throws Exception {
        try (broker;
                LocalCluster ending = cluster) {
            if (ending != null && job != null && ending.status(job) == JobStatus.RUNNING) {
                ending.stop(job);
            }
        }
    }
}
