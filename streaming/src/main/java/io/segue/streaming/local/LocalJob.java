package io.segue.streaming.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A job that was submitted to a {@link LocalCluster}. */
public final class LocalJob {
    private static final Duration RUNNING_TIMEOUT = Duration.ofMinutes(2);
    private static final long POLL_MS = 100;

    private final MiniCluster cluster;
    private final JobID id;
    private final String name;
    private final Snapshots snapshots;
    private final Optional<Path> goesOnFrom;
    private final CompletableFuture<JobResult> result;
    private final JobMetrics metrics;

    LocalJob(
            MiniCluster cluster,
            JobID id,
            String name,
            Snapshots snapshots,
            Optional<Path> goesOnFrom,
            JobMetrics metrics) {
        this.cluster = cluster;
        this.id = id;
        this.name = name;
        this.snapshots = snapshots;
        this.goesOnFrom = goesOnFrom;
        this.metrics = metrics;
        result = cluster.requestJobResult(id);
    }

    public String name() {
        return name;
    }

    /** The snapshot from which it was started. */
    public Optional<Path> goesOnFrom() {
        return goesOnFrom;
    }

    public JobMetrics metrics() {
        return metrics;
    }

    public JobStatus status() throws Exception {
        return cluster.getJobStatus(id).get();
    }

    /** Whether it has ended, as it should not by itself. */
    public boolean hasEnded() {
        return result.isDone();
    }

    /** Returns when all tasks run. */
    public void awaitRunning() throws Exception {
        long deadlineNanos = System.nanoTime() + RUNNING_TIMEOUT.toNanos();
        while (!metrics.allTasksRun()) {
            JobStatus status = status();
            if (status.isTerminalState() || System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException(
                        "not all tasks of the " + name + " run, it is " + status + "; the log says why");
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** Takes a checkpoint now. */
    public CheckpointFigures checkpoint(CheckpointType type) throws Exception {
        long checkpoint =
                cluster.triggerCheckpoint(id, type).get(LocalCluster.STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        return metrics.checkpoint(checkpoint);
    }

    /** Ends it as it is; its checkpoints stay. */
    public void cancel() throws Exception {
        cluster.cancelJob(id).get();
        result.get(LocalCluster.STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends it with a savepoint among its snapshots, so that the next start goes on from here; returns its folder. */
    public Path stop() throws Exception {
        String savepoint = cluster.stopWithSavepoint(id, snapshots.savepoints(), false, SavepointFormatType.CANONICAL)
                .get(LocalCluster.STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        return Path.of(URI.create(savepoint));
    }
}
