package io.segue.streaming.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;

/** A real Flink cluster in this process, with its dashboard, that goes on from the newest snapshot in its folder. */
public final class LocalCluster implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

    private final LocalClusterSettings settings;
    private final Configuration configuration;
    private final MiniCluster cluster;

    private LocalCluster(LocalClusterSettings settings, Configuration configuration, MiniCluster cluster) {
        this.settings = settings;
        this.configuration = configuration;
        this.cluster = cluster;
    }

    /** Starts the cluster; one task manager. */
    public static LocalCluster start(LocalClusterSettings settings) throws Exception {
        FileUtils.deleteDirectory(settings.temporaryFiles().toFile());
        Files.createDirectories(settings.temporaryFiles());
        Configuration configuration = settings.toConfiguration();
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.slots())
                .build());
        try {
            cluster.start();
        } catch (Exception failed) {
            cluster.close();
            throw failed;
        }
        return new LocalCluster(settings, configuration, cluster);
    }

    public URI dashboard() {
        try {
            return cluster.getRestAddress().get();
        } catch (ExecutionException | InterruptedException notStarted) {
            throw new IllegalStateException("the cluster has no address", notStarted);
        }
    }

    /** The newest checkpoint or savepoint in the folder, from which {@link #submit} goes on. */
    public Optional<Path> newestSnapshot() {
        return Snapshots.newest(settings.folder());
    }

    /** Starts a job; it goes on from the newest snapshot in the folder, which becomes the job's own. */
    public JobID submit(String name, Consumer<StreamExecutionEnvironment> topology) throws Exception {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
        environment.setParallelism(settings.slots());
        topology.accept(environment);
        StreamGraph streamGraph = environment.getStreamGraph();
        streamGraph.setJobName(name);
        JobGraph graph = streamGraph.getJobGraph();
        newestSnapshot()
                .ifPresent(snapshot -> graph.setSavepointRestoreSettings(
                        SavepointRestoreSettings.forPath(snapshot.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
        return cluster.submitJob(graph).get().getJobID();
    }

    public JobStatus status(JobID job) throws Exception {
        return cluster.getJobStatus(job).get();
    }

    /** Completes when the job ends, for whatever reason. */
    public CompletableFuture<JobResult> result(JobID job) {
        return cluster.requestJobResult(job);
    }

    /** Ends a job with a savepoint in the folder, so that the next start goes on from here. */
    public void stop(JobID job) throws Exception {
        cluster.stopWithSavepoint(
                        job,
                        settings.folder()
                                .resolve("savepoints")
                                .toAbsolutePath()
                                .toUri()
                                .toString(),
                        false,
                        SavepointFormatType.CANONICAL)
                .get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Cancels what still runs, then ends. */
    @Override
    public void close() throws Exception {
        try (cluster) {
            for (JobStatusMessage job : cluster.listJobs().get()) {
                if (!job.getJobState().isGloballyTerminalState()) {
                    cluster.cancelJob(job.getJobId()).get();
                    cluster.requestJobResult(job.getJobId()).get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                }
            }
        }
    }
}
