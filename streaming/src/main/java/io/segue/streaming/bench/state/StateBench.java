package io.segue.streaming.bench.state;

import io.segue.streaming.bench.Spread;
import io.segue.streaming.local.CheckpointFigures;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalCluster;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.Snapshots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;

/** Fills the state of a real job with users, touches them, takes checkpoints and restores them, setting by setting. */
final class StateBench {
    private static final String NAME = "bench state";
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    /** The dashboard's figures are a second old. */
    private static final long POLL_MS = 500;

    private static final List<String> COUNTERS =
            List.of(TouchFunction.FILLED, TouchFunction.TOUCHED, TouchFunction.GET_NANOS, TouchFunction.UPDATE_NANOS);
    private static final double NANOS_PER_MICRO = 1e3;

    private final StateSettings settings;
    private final LocalCluster cluster;
    private final Path folder;
    private final BooleanSupplier stop;
    private final Consumer<String> progress;

    /**
     * A benchmark on a cluster without jobs.
     *
     * @param folder for checkpoints; each is deleted once it is measured
     * @param stop asked often; true ends the benchmark by a {@link CancellationException}
     */
    StateBench(
            StateSettings settings,
            LocalCluster cluster,
            Path folder,
            BooleanSupplier stop,
            Consumer<String> progress) {
        this.settings = settings;
        this.cluster = cluster;
        this.folder = folder;
        this.stop = stop;
        this.progress = progress;
    }

    StateFigures measure(RocksSetting setting) throws Exception {
        Snapshots snapshots = new Snapshots(folder.resolve("snapshots"));
        try {
            LocalJob job = start(setting, snapshots);
            double fillPerSecond = fill(job, setting);
            List<Double> getMicros = new ArrayList<>();
            List<Double> updateMicros = new ArrayList<>();
            for (int i = 0; i < settings.repetitions(); i++) {
                progress.accept(
                        "%s: users are touched, %d of %d".formatted(setting.name(), i + 1, settings.repetitions()));
                touch(job, getMicros, updateMicros);
            }
            progress.accept(setting.name() + ": checkpoints");
            CheckpointFigures full = job.checkpoint(CheckpointType.FULL);
            touch(job, new ArrayList<>(), new ArrayList<>());
            CheckpointFigures incremental = job.checkpoint(CheckpointType.INCREMENTAL);
            job.cancel();
            long submitted = System.nanoTime();
            LocalJob restored = start(setting, snapshots);
            Duration restore = Duration.ofNanos(System.nanoTime() - submitted);
            restored.cancel();
            return new StateFigures(
                    setting,
                    fillPerSecond,
                    new Spread(getMicros),
                    new Spread(updateMicros),
                    full,
                    incremental,
                    restore);
        } finally {
            FileUtils.deleteDirectoryQuietly(snapshots.folder().toFile());
        }
    }

    private LocalJob start(RocksSetting setting, Snapshots snapshots) throws Exception {
        LocalJob job = cluster.submit(NAME, snapshots, environment -> build(environment, setting));
        job.awaitRunning();
        return job;
    }

    private void build(StreamExecutionEnvironment environment, RocksSetting setting) {
        environment.configure(setting.configuration());
        long users = settings.users();
        environment
                .fromSource(
                        new NumberSequenceSource(0, Long.MAX_VALUE - 1), WatermarkStrategy.noWatermarks(), "numbers")
                .uid("numbers")
                .keyBy(number -> FullUser.id(TouchFunction.user(number, users)))
                .process(new TouchFunction(new FullUser(settings.events(), settings.hidden()), users))
                .name(TouchFunction.NAME)
                .uid(TouchFunction.NAME)
                .sinkTo(new DiscardingSink<>())
                .uid("nothing");
    }

    private double fill(LocalJob job, RocksSetting setting) throws Exception {
        long started = System.nanoTime();
        Counts counts = read(job);
        while (counts.filled() < settings.users()) {
            if (job.hasEnded() || System.nanoTime() - started > PATIENCE.toNanos()) {
                throw new IllegalStateException("only " + counts.filled() + " users were filled; the log says why");
            }
            progress.accept("%s: %,d of %,d users".formatted(setting.name(), counts.filled(), settings.users()));
            await();
            counts = read(job);
        }
        return settings.users() * 1e9 / (System.nanoTime() - started);
    }

    private void touch(LocalJob job, List<Double> getMicros, List<Double> updateMicros) throws Exception {
        Counts before = read(job);
        Counts after = before;
        long end = System.nanoTime() + settings.window().toNanos();
        while (System.nanoTime() < end || after.touched() == before.touched()) {
            if (job.hasEnded()) {
                throw new IllegalStateException("the job has ended; the log says why");
            }
            await();
            after = read(job);
        }
        double touched = after.touched() - before.touched();
        getMicros.add((after.getNanos() - before.getNanos()) / touched / NANOS_PER_MICRO);
        updateMicros.add((after.updateNanos() - before.updateNanos()) / touched / NANOS_PER_MICRO);
    }

    private void await() throws InterruptedException {
        if (stop.getAsBoolean()) {
            throw new CancellationException("stopped");
        }
        Thread.sleep(POLL_MS);
    }

    private record Counts(long filled, long touched, long getNanos, long updateNanos) {}

    private static Counts read(LocalJob job) throws IOException {
        Map<String, Double> counts = job.metrics().read(TouchFunction.NAME, COUNTERS, JobMetrics.Aggregate.SUM);
        return new Counts(
                count(counts, TouchFunction.FILLED),
                count(counts, TouchFunction.TOUCHED),
                count(counts, TouchFunction.GET_NANOS),
                count(counts, TouchFunction.UPDATE_NANOS));
    }

    private static long count(Map<String, Double> counts, String name) {
        return counts.getOrDefault(name, 0.0).longValue();
    }
}
