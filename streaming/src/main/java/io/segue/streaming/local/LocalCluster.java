package io.segue.streaming.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.FileUtils;

/** A real Flink cluster in this process, with its dashboard. */
public final class LocalCluster implements AutoCloseable {
    static final Duration STOP_TIMEOUT = Duration.ofMinutes(2);

    private final LocalClusterSettings settings;
    private final Configuration configuration;
    final MiniCluster cluster;

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

    /** Starts a job; it goes on from the newest of its snapshots, which becomes the job's own. */
    public LocalJob submit(String name, Snapshots snapshots, Consumer<StreamExecutionEnvironment> topology)
            throws Exception {
        Configuration ofJob = new Configuration(configuration);
        ofJob.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, snapshots.checkpoints());
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(ofJob);
        environment.setParallelism(settings.parallelism());
        topology.accept(environment);
        StreamGraph streamGraph = environment.getStreamGraph();
        streamGraph.setJobName(name);
        JobGraph graph = streamGraph.getJobGraph();
        Optional<Path> newest = snapshots.newest();
        newest.ifPresent(snapshot -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(snapshot.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
        JobID id = cluster.submitJob(graph).get().getJobID();
        return new LocalJob(cluster, id, name, snapshots, newest, new JobMetrics(dashboard(), id.toString()));
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
