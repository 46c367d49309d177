package io.segue.streaming.cli;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.dataset.EventLog;
import io.segue.connectors.replay.ItemPublisher;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.ReplaySpeed;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruSettings;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.tuning.SettingsFile;
import io.segue.models.tuning.SettingsForm;
import io.segue.state.MetricNames;
import io.segue.state.item.Item;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.log.LoggedEvent;
import io.segue.state.release.Release;
import io.segue.streaming.demo.DemoData;
import io.segue.streaming.demo.DemoFigures;
import io.segue.streaming.demo.LearningLoop;
import io.segue.streaming.demo.LiveRun;
import io.segue.streaming.demo.LoopFigures;
import io.segue.streaming.demo.Pace;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.local.LocalRunSettings;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RetrainSettings;
import io.segue.streaming.options.SegueOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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
    private final RetrainOptions retrain = new RetrainOptions();

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
            names = "--train-first",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "The first stretch of the log, of this length, instead of a share of it.")
    @Nullable
    private Duration trainFirst;

    @CommandLine.Option(
            names = "--events",
            paramLabel = "N",
            description = "Only the first N events of the log (default: all).")
    @Nullable
    private Integer eventsMax;

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
            description = "Subtasks of each operator; the topics get as many partitions, at least 4"
                    + " (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        check();
        ReplaySpeed replaySpeed = ReplaySpeed.parse(speed != null ? speed : data != null ? "max" : "1x");
        Path folder = Files.createTempDirectory("segue-demo-");
        try (Interrupt interrupt = new Interrupt()) {
            try {
                LocalRunSettings settings = new LocalRunSettings(
                        folder,
                        kafkaPort,
                        dashboardPort,
                        -1,
                        parallelism,
                        Math.max(4, parallelism),
                        retrain.areGiven() ? 2 : 1,
                        asked().map(RetrainSettings::ownSlots).orElse(0));
                BadLines badLines = new BadLines();
                DemoData demoData = demoData(replaySpeed, badLines);
                DemoFigures result = run(settings, demoData, badLines, interrupt);
                progress.line(result.summary());
                figures.write(result::writeTo);
                return result.isComplete() ? ExitCode.DONE : ExitCode.FAILED;
            } catch (CancellationException interrupted) {
                throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
            } finally {
                FileUtils.deleteDirectoryQuietly(folder.toFile());
            }
        }
    }

    /** Refuses what cannot be used, before anything long begins. */
    private void check() {
        figures.check();
        training.check();
        job.settings();
        require(trainShare > 0 && trainShare < 1, "--train-share", trainShare, "within (0, 1)");
        require(inFlightMax >= 1, "--in-flight", inFlightMax, "at least 1");
        if (duration != null) {
            require(duration.toMillis() >= 1_000, "--for", duration, "at least 1s");
        }
        if (trainFirst != null) {
            require(trainFirst.toMillis() >= 1_000, "--train-first", trainFirst, "at least 1s");
        }
        if (eventsMax != null) {
            require(eventsMax >= 2, "--events", eventsMax, "at least 2");
        }
        asked();
    }

    /** The RetrainJob, where one is asked for, before it is known where it runs. */
    private Optional<RetrainSettings> asked() {
        return retrain.settings(job, SegueOptions.BOOTSTRAP_SERVERS.defaultValue(), Path.of(""));
    }

    private DemoData demoData(ReplaySpeed replaySpeed, BadLines badLines) {
        if (data == null) {
            Duration generated = duration == null ? GENERATED : duration;
            return DemoData.ofGenerator(replaySpeed, generated, Instant.now());
        }
        progress.line("reading " + data);
        List<LoggedEvent> log = EventLog.at(data).readAllLogged(badLines);
        if (log.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.DATA, data + " has no valid event, and " + badLines.count() + " bad lines");
        }
        List<LoggedEvent> used = eventsMax == null ? log : log.subList(0, Math.min(eventsMax, log.size()));
        return DemoData.ofLog(data.toString(), used, historyOf(used), replaySpeed);
    }

    /** How many of the first events are history. */
    private int historyOf(List<LoggedEvent> log) {
        if (trainFirst == null) {
            return (int) (log.size() * trainShare);
        }
        long endMs = log.get(0).interaction().timestampMs() + trainFirst.toMillis();
        int count = (int) log.stream()
                .filter(event -> event.interaction().timestampMs() < endMs)
                .count();
        require(count < log.size(), "--train-first", trainFirst, "less than the log has");
        return count;
    }

    private DemoFigures run(LocalRunSettings settings, DemoData demoData, BadLines badLines, Interrupt interrupt)
            throws Exception {
        progress.line("starting a Kafka broker ...");
        try (LocalRun local = LocalRun.open(settings)) {
            JobSettings jobSettings = job.settingsAt(local.kafka().bootstrapServers());
            local.createTopics(jobSettings);
            announce(demoData.catalogue(), local, jobSettings);
            progress.line("broker     " + local.kafka().bootstrapServers());
            long trainNanos = System.nanoTime();
            ModelSummary model = train(settings.folder().resolve("model"), demoData, jobSettings, interrupt);
            double trainSeconds = (System.nanoTime() - trainNanos) / NANOS_PER_SECOND;
            Release first = release(model, local, jobSettings);
            progress.line("starting Flink ...");
            LocalJob running = local.startRecommendJob(jobSettings);
            progress.line("dashboard  " + local.dashboard());
            awaitModel(running.metrics(), interrupt);
            Optional<LearningLoop> loop = loop(settings.folder(), local, running, first);
            DemoLine line = new DemoLine(demoData, duration);
            LiveRun live = new LiveRun(
                    demoData,
                    local.kafka(),
                    jobSettings.topics(),
                    running.metrics(),
                    inFlightMax,
                    loop.map(LearningLoop::pace).orElse(Pace.FREE));
            LiveRun.View end = live.run(
                    Optional.ofNullable(duration),
                    () -> interrupt.isRequested()
                            || running.hasEnded()
                            || loop.map(LearningLoop::hasEnded).orElse(false),
                    view -> progress.update(line.of(view)));
            return figuresOf(demoData, badLines, model, trainSeconds, end, figuresOf(loop));
        }
    }

    private Optional<LearningLoop> loop(Path folder, LocalRun local, LocalJob running, Release first) throws Exception {
        if (!retrain.areGiven()) {
            return Optional.empty();
        }
        Path models = folder.resolve("settings.json");
        SettingsFile.write(models, SettingsForm.GRU, training.settings(epochsDefault()));
        Optional<RetrainSettings> asked = retrain.replayed(job, local.kafka().bootstrapServers(), folder, models);
        return Optional.of(LearningLoop.start(local, running, asked.orElseThrow(), first));
    }

    private static Optional<LoopFigures> figuresOf(Optional<LearningLoop> loop) throws Exception {
        return loop.isPresent() ? Optional.of(loop.get().figures()) : Optional.empty();
    }

    /** Whether the models will go on learning between two trainings: the first ranker then learns with such a one too. */
    private boolean learnsOn() {
        return asked().flatMap(RetrainSettings::learning).isPresent();
    }

    private int epochsDefault() {
        return data == null ? GENERATED_EPOCHS : GruSettings.DEFAULT.optimizer().epochs();
    }

    /** The one part that does not ask whether its end was asked for: the trainer watches its thread. */
    private ModelSummary train(Path bundle, DemoData demoData, JobSettings jobSettings, Interrupt interrupt)
            throws IOException {
        progress.line("training on %,d events ...".formatted(demoData.history().size()));
        interrupt.onRequest(Thread.currentThread()::interrupt);
        TrainedRecommender trained = training.train(
                demoData.history(), demoData.catalogue(), jobSettings, epochsDefault(), learnsOn(), progress);
        interrupt.onRequest(() -> {});
        if (Thread.interrupted()) {
            throw new CancellationException("interrupted at the end of the training");
        }
        Instant now = Instant.now();
        ModelSummary summary = trained.writeBundle(
                bundle, jobSettings.scorer().modelName(), TrainingOptions.versionAt(now), now.toEpochMilli(), Map.of());
        progress.line("model      %s: %,d items, %,d sessions"
                .formatted(summary.version(), summary.itemsCount(), summary.sessionsCount()));
        return summary;
    }

    private static void announce(ItemCatalogue catalogue, LocalRun local, JobSettings jobSettings) {
        try (ItemPublisher publisher = new ItemPublisher(local.kafka(), jobSettings.topics())) {
            catalogue.items().forEach((itemId, content) -> publisher.publish(new Item(itemId, true, content)));
        }
    }

    private static Release release(ModelSummary model, LocalRun local, JobSettings jobSettings)
            throws InterruptedException {
        Release champion = ReleaseCommand.championOf(model, System.currentTimeMillis());
        try (ReleasePublisher publisher = new ReleasePublisher(local.kafka(), jobSettings.topics())) {
            publisher.publish(champion);
        }
        return champion;
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

    private static DemoFigures figuresOf(
            DemoData demoData,
            BadLines badLines,
            ModelSummary model,
            double trainSeconds,
            LiveRun.View end,
            Optional<LoopFigures> loop) {
        return new DemoFigures(
                demoData.label(),
                badLines.count(),
                model,
                trainSeconds,
                end.published(),
                end.heard(),
                end.seconds(),
                end.accounting(),
                end.latencyMs().getValueAtPercentile(50),
                end.latencyMs().getValueAtPercentile(99),
                end.tests(),
                end.recallGru(),
                end.recallPopularity(),
                loop);
    }
}
