package io.segue.streaming.cli;

import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.models.format.ModelSummary;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.release.Release;
import io.segue.streaming.bench.swaps.SwapBench;
import io.segue.streaming.bench.swaps.SwapFigures;
import io.segue.streaming.bench.swaps.SwapSettings;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.local.LocalRunSettings;
import io.segue.streaming.options.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;

/** {@code ./segue bench swaps}. */
@CommandLine.Command(
        name = "swaps",
        mixinStandardHelpOptions = true,
        description =
                "Makes two models champion in turns while events flow at a steady rate: how late answers are during"
                        + " a swap and without one, whether any is wrong or missing, and what becomes of the memory.")
final class BenchSwapsCommand implements Callable<Integer> {
    private static final Duration HISTORY = Duration.ofMinutes(5);
    private static final double HISTORY_EVENTS_PER_SECOND = 200;
    private static final int HISTORY_USERS = 20_000;
    private static final long SHOP_SEED = 11;
    private static final int EPOCHS = 1;
    private static final List<String> VERSIONS = List.of("a", "b");
    private static final int PARTITIONS = 4;

    @CommandLine.Mixin
    private final TrainingOptions training = new TrainingOptions();

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--swaps",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many, after as many that warm up, 10 at most (default: ${DEFAULT-VALUE}).")
    private int swaps;

    @CommandLine.Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "200",
            description = "Events per second (default: ${DEFAULT-VALUE}).")
    private double eventsPerSecond;

    @CommandLine.Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Items of the generated shop (default: ${DEFAULT-VALUE}).")
    private int items;

    @CommandLine.Option(
            names = "--quiet",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "The same load without a swap, before and after (default: ${DEFAULT-VALUE}).")
    private Duration quiet = Duration.ZERO;

    @CommandLine.Option(
            names = "--pause",
            paramLabel = "DURATION",
            defaultValue = "500ms",
            converter = DurationConverter.class,
            description = "Between a swap and the next (default: ${DEFAULT-VALUE}).")
    private Duration pause = Duration.ZERO;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        figures.check();
        training.check();
        job.settings();
        SwapSettings settings = new SwapSettings(swaps, eventsPerSecond, items, quiet, pause);
        Path folder = Files.createTempDirectory("segue-bench-");
        try (Interrupt interrupt = new Interrupt()) {
            try {
                SwapFigures result = run(folder, settings, interrupt);
                progress.line(result.summary());
                figures.write(result::writeTo);
                return result.isSound() ? ExitCode.DONE : ExitCode.FAILED;
            } catch (CancellationException interrupted) {
                throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
            } finally {
                FileUtils.deleteDirectoryQuietly(folder.toFile());
            }
        }
    }

    private SwapFigures run(Path folder, SwapSettings settings, Interrupt interrupt) throws Exception {
        try (LocalRun local = LocalRun.open(new LocalRunSettings(folder, 0, 0, -1, 1, PARTITIONS, 1))) {
            JobSettings jobSettings = job.settingsAt(local.kafka().bootstrapServers());
            local.createTopics(jobSettings);
            List<Release> models = new ArrayList<>();
            interrupt.onRequest(Thread.currentThread()::interrupt);
            for (String version : VERSIONS) {
                models.add(train(folder.resolve(version), version, models.size(), settings, jobSettings));
            }
            interrupt.onRequest(() -> {});
            LocalJob running = local.startRecommendJob(jobSettings);
            progress.line("dashboard  " + local.dashboard());
            return new SwapBench(settings, models, local.kafka(), jobSettings.topics(), running)
                    .run(() -> interrupt.isRequested() || running.hasEnded(), progress::update);
        }
    }

    /** The same shop for both, learned from another start. */
    private Release train(Path bundle, String version, int more, SwapSettings settings, JobSettings jobSettings)
            throws IOException {
        progress.line("training model " + version + " ...");
        Instant now = Instant.now();
        List<Interaction> history = new EventGenerator(GeneratorSettings.of(
                        HISTORY_USERS,
                        settings.items(),
                        HISTORY_EVENTS_PER_SECOND,
                        HISTORY,
                        now.minus(HISTORY.multipliedBy(more)),
                        SHOP_SEED))
                .stream().toList();
        ModelSummary summary = training.train(history, ItemCatalogue.EMPTY, jobSettings, EPOCHS, false, progress)
                .writeBundle(bundle, jobSettings.scorer().modelName(), version, now.toEpochMilli(), Map.of());
        return ReleaseCommand.championOf(summary, now.toEpochMilli());
    }
}
