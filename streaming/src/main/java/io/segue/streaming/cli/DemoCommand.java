package io.segue.streaming.cli;

import io.segue.connectors.dataset.EventLog;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.ReplaySpeed;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainedGru;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.streaming.demo.DemoData;
import io.segue.streaming.demo.DemoFigures;
import io.segue.streaming.demo.LiveRun;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.local.LocalRunSettings;
import io.segue.streaming.options.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue demo}. */
@CommandLine.Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Runs everything on this machine: broker, topics, training, Flink with its dashboard, a replay of"
                + " events, live figures, a summary. Leaves nothing behind.")
final class DemoCommand implements Callable<Integer> {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration GENERATED = Duration.ofMinutes(2);
    /** The generator's shop is learned quickly. */
    private static final int GENERATED_EPOCHS = 3;

    private static final Duration MODEL_TIMEOUT = Duration.ofMinutes(1);
    private static final long POLL_MS = 100;

    @CommandLine.Mixin
    private final TrainingOptions training = new TrainingOptions();

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Event log, CSV or CSV.gz (default: a built-in generator).")
    @Nullable
    private Path data;

    @CommandLine.Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "How long to replay (default: to the end of the log; 2 min of the generator).")
    @Nullable
    private Duration duration;

    @CommandLine.Option(
            names = "--speed",
            paramLabel = "N",
            description = "Seconds of the log in one second, as 60x, or max: as fast as the job answers (default: max"
                    + " for a log; 1x, 200 events/s, for the generator).")
    @Nullable
    private String speed;

    @CommandLine.Option(
            names = "--train-share",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description = "The first share of the log, which the model is trained on (default: ${DEFAULT-VALUE}).")
    private double trainShare;

    @CommandLine.Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At max speed, events without an outcome at most (default: ${DEFAULT-VALUE}).")
    private int inFlightMax;

    @CommandLine.Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "0 for a free one (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @CommandLine.Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "0 for a free one (default: ${DEFAULT-VALUE}).")
    private int dashboardPort;

    @CommandLine.Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "1",
            description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        figures.check();
        ReplaySpeed replaySpeed = ReplaySpeed.parse(speed != null ? speed : data != null ? "max" : "1x");
        job.settings();
        Path folder = Files.createTempDirectory("segue-demo-");
        try (Interrupt interrupt = new Interrupt()) {
            BadLines badLines = new BadLines();
            DemoData demoData = demoData(replaySpeed, badLines);
            DemoFigures result = run(folder, demoData, badLines, interrupt);
            progress.line(result.summary());
            figures.write(result::writeTo);
            return result.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
        } finally {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    private DemoData demoData(ReplaySpeed replaySpeed, BadLines badLines) {
        if (data == null) {
            Duration generated = duration == null ? GENERATED : duration;
            return DemoData.ofGenerator(replaySpeed, generated, Instant.now());
        }
        progress.line("reading " + data);
        List<Interaction> log = EventLog.at(data).readAllInEventTimeOrder(badLines);
        return DemoData.ofLog(data.toString(), log, trainShare, replaySpeed);
    }

    private DemoFigures run(Path folder, DemoData demoData, BadLines badLines, Interrupt interrupt) throws Exception {
        LocalRunSettings settings =
                new LocalRunSettings(folder, kafkaPort, dashboardPort, -1, parallelism, Math.max(4, parallelism));
        progress.line("starting a Kafka broker ...");
        try (LocalRun local = LocalRun.open(settings)) {
            JobSettings jobSettings = job.settingsAt(local.kafka().bootstrapServers());
            local.createTopics(jobSettings);
            progress.line("broker     " + local.kafka().bootstrapServers());
            long trainNanos = System.nanoTime();
            ModelSummary model = train(folder.resolve("model"), demoData, jobSettings);
            double trainSeconds = (System.nanoTime() - trainNanos) / NANOS_PER_SECOND;
            release(model, local, jobSettings);
            progress.line("starting Flink ...");
            local.startJob(jobSettings);
            progress.line("dashboard  " + local.dashboard());
            awaitModel(local.metrics(), interrupt);
            LiveRun live = new LiveRun(demoData, local.kafka(), jobSettings.topics(), local.metrics(), inFlightMax);
            LiveRun.View end =
                    live.run(Optional.ofNullable(duration), interrupt::isRequested, view -> show(view, demoData));
            return figuresOf(demoData, badLines, model, trainSeconds, end);
        }
    }

    private ModelSummary train(Path bundle, DemoData demoData, JobSettings jobSettings) throws IOException {
        progress.line("training on %,d events ...".formatted(demoData.history().size()));
        TrainedGru trained = training.train(
                demoData.history(),
                jobSettings.scorer().session(),
                data == null ? GENERATED_EPOCHS : GruSettings.DEFAULT.epochs(),
                progress);
        Instant now = Instant.now();
        ModelSummary summary = trained.writeBundle(
                bundle, jobSettings.scorer().modelName(), TrainingOptions.versionAt(now), now.toEpochMilli(), Map.of());
        progress.line("model      %s: %,d items, %,d sessions"
                .formatted(summary.version(), summary.itemsCount(), summary.sessionsCount()));
        return summary;
    }

    private static void release(ModelSummary model, LocalRun local, JobSettings jobSettings)
            throws InterruptedException {
        try (ReleasePublisher publisher = new ReleasePublisher(local.kafka(), jobSettings.topics())) {
            publisher.publish(ReleaseCommand.championOf(model, System.currentTimeMillis()));
        }
    }

    private static void awaitModel(JobMetrics metrics, Interrupt interrupt) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + MODEL_TIMEOUT.toNanos();
        while (!interrupt.isRequested()
                && metrics.read("SessionScorer", MetricNames.MODEL_LOADED, JobMetrics.Aggregate.MIN)
                                .orElse(0)
                        < 1) {
            if (System.nanoTime() > deadlineNanos) {
                throw new CommandFailure(ExitCode.MODEL, "the job does not take the model; the log says why");
            }
            Thread.sleep(POLL_MS);
        }
    }

    private void show(LiveRun.View view, DemoData demoData) {
        double rate = view.accounting().consumed() / Math.max(view.seconds(), 1e-3);
        progress.update(
                "%,d events %,.0f/s  %,d answers %,.0f/s  p50 %d ms p99 %d ms  Recall@20 GRU %.3f popularity %.3f  %s"
                        .formatted(
                                view.accounting().consumed(),
                                rate,
                                view.heard(),
                                view.heard() / Math.max(view.seconds(), 1e-3),
                                view.latencyMs().getValueAtPercentile(50),
                                view.latencyMs().getValueAtPercentile(99),
                                view.recallGru(),
                                view.recallPopularity(),
                                left(view, demoData, rate)));
    }

    private String left(LiveRun.View view, DemoData demoData, double rate) {
        if (duration != null) {
            return Progress.clock(Math.max(0, duration.toSeconds() - (long) view.seconds())) + " left";
        }
        long count = demoData.liveCount();
        boolean bySpeed = count < 0 || !demoData.speed().isMax();
        return bySpeed
                ? ""
                : Progress.clock((long) ((count - view.replay().published()) / Math.max(rate, 1e-3))) + " left";
    }

    private static DemoFigures figuresOf(
            DemoData demoData, BadLines badLines, ModelSummary model, double trainSeconds, LiveRun.View end) {
        return new DemoFigures(
                demoData.label(),
                badLines.count(),
                model,
                trainSeconds,
                end.replay().published(),
                end.heard(),
                end.seconds(),
                end.accounting(),
                end.latencyMs().getValueAtPercentile(50),
                end.latencyMs().getValueAtPercentile(99),
                end.tests(),
                end.recallGru(),
                end.recallPopularity());
    }
}
