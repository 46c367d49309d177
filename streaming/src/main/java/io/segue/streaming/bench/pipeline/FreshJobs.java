package io.segue.streaming.bench.pipeline;

import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.source.Clock;
import io.segue.operators.model.RegistryModelSource;
import io.segue.state.MetricNames;
import io.segue.state.release.Release;
import io.segue.streaming.RecommendJob;
import io.segue.streaming.job.RecommendTopology;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalCluster;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.Snapshots;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.SegueOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.util.FileUtils;

/**
 * The job, begun anew each time from the same savepoint: no user is known, no event is read, the model serves. A job
 * that is restored waits for its model, so that none of its answers is without.
 */
final class FreshJobs {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MS = 20;
    private static final String PREPARED = "prepared";

    private final LocalCluster cluster;
    private final Path folder;
    private final Function<Map<String, String>, JobSettings> options;
    private Optional<Path> savepoint = Optional.empty();

    /** @param options of the job where some are given, which win */
    FreshJobs(LocalCluster cluster, Path folder, Function<Map<String, String>, JobSettings> options) {
        this.cluster = cluster;
        this.folder = folder;
        this.options = options;
    }

    /** Makes the savepoint, while the event topics are empty. */
    void prepare(Release champion) throws Exception {
        JobSettings settings = settings(PREPARED);
        try (ReleasePublisher releases = new ReleasePublisher(settings.source().connection(), settings.topics())) {
            releases.publish(champion);
        }
        LocalJob job = submit(PREPARED, settings);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!isLoaded(job, "SessionScorer", MetricNames.MODEL_LOADED)
                || !isLoaded(job, "Ranker", MetricNames.RANKER_LOADED)) {
            if (System.nanoTime() > deadlineNanos || job.hasEnded()) {
                throw new IllegalStateException("the model does not come into service; the log says why");
            }
            Thread.sleep(LOOK_MS);
        }
        savepoint = Optional.of(job.stop());
    }

    private static boolean isLoaded(LocalJob job, String operator, String metric) throws IOException {
        return job.metrics().read(operator, metric, JobMetrics.Aggregate.MIN).orElse(0) > 0;
    }

    /**
     * Starts one, and returns when all its tasks run.
     *
     * @param name of no other
     */
    LocalJob start(String name) throws Exception {
        Path prepared = savepoint.orElseThrow();
        Path own = folder.resolve(name).resolve("savepoints").resolve(prepared.getFileName());
        Files.createDirectories(own.getParent());
        FileUtils.copy(
                org.apache.flink.core.fs.Path.fromLocalFile(prepared.toFile()),
                org.apache.flink.core.fs.Path.fromLocalFile(own.toFile()),
                false);
        return submit(name, settings(name));
    }

    private LocalJob submit(String name, JobSettings settings) throws Exception {
        RecommendTopology topology =
                new RecommendTopology(settings, new RegistryModelSource(settings.device()), Clock.SYSTEM);
        LocalJob job = cluster.submit(RecommendJob.NAME, new Snapshots(folder.resolve(name)), topology::build);
        job.awaitRunning();
        return job;
    }

    /** A group and transactions of its own, or it would go on where another one was. */
    private JobSettings settings(String name) {
        return options.apply(Map.of(
                SegueOptions.GROUP_ID.key(), "bench-" + name,
                SegueOptions.TRANSACTION_ID_PREFIX.key(), "bench-" + name));
    }

    /** Ends one with a savepoint and deletes all that it kept; returns how large the state of its users was. */
    StateSize end(String name, LocalJob job) throws Exception {
        StateSize size = StateSize.of(job.stop());
        FileUtils.deleteDirectory(folder.resolve(name).toFile());
        return size;
    }
}
