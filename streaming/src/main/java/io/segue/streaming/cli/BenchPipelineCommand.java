package io.segue.streaming.cli;

import io.segue.connectors.broker.EmbeddedBroker;
import io.segue.state.settings.InvalidOptionException;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.Peer;
import io.segue.streaming.bench.pipeline.DiskNeed;
import io.segue.streaming.bench.pipeline.LoadSettings;
import io.segue.streaming.bench.pipeline.MemoryNeed;
import io.segue.streaming.bench.pipeline.PipelineBench;
import io.segue.streaming.bench.pipeline.PipelineFigures;
import io.segue.streaming.bench.pipeline.PipelineSettings;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.SegueOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue bench pipeline}. */
@CommandLine.Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description =
                "Drains topics full of events with the real job, again and again: events per second beside a ceiling"
                        + " and, if you name one, a peer; CPU by stage, state per user, and latency at a fixed rate.")
final class BenchPipelineCommand implements Callable<Integer> {
    private static final String PREFIX = "segue-bench-";
    private static final int TOP = 30;
    private static final Duration TICK = Duration.ofSeconds(1);

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "100000",
            description = "In the topics (default: ${DEFAULT-VALUE}).")
    private int events;

    @CommandLine.Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "10000",
            description =
                    "Of the catalogue, all known to the model, which is trained first (default: ${DEFAULT-VALUE}).")
    private int items;

    @CommandLine.Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "128",
            description = "Units of the GRU (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @CommandLine.Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Among whom the events are, so that fewer may occur (default: ${DEFAULT-VALUE}).")
    private int users;

    @CommandLine.Option(
            names = "--warm-ups",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "Drains that do not count, at most: they end when one costs about as much CPU as the one before"
                            + " (default: ${DEFAULT-VALUE}).")
    private int warmUps;

    @CommandLine.Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "5",
            description = "Drains that count (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @CommandLine.Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @CommandLine.Option(
            names = "--bundle",
            paramLabel = "N",
            description = "Events that one model call answers at most (default: the job's).")
    @Nullable
    private String bundle;

    @CommandLine.Option(
            names = "--linger",
            paramLabel = "DURATION",
            description = "How long a bundle waits to be filled (default: the job's).")
    @Nullable
    private String linger;

    @CommandLine.Option(names = "--delivery", paramLabel = "HOW", description = "fast or exact (default: the job's).")
    @Nullable
    private String delivery;

    @CommandLine.Option(
            names = "--rate",
            paramLabel = "N",
            description = "Afterwards publishes so many events per second, or half of what was drained (half), and says"
                    + " how late the answers are.")
    @Nullable
    private String rate;

    @CommandLine.Option(
            names = "--rate-for",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = DurationConverter.class,
            description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration rateFor = Duration.ZERO;

    @CommandLine.Option(
            names = "--peer",
            paramLabel = "CMD",
            description =
                    "A shell command that drains the same topics after each of our drains and prints a line of JSON"
                            + " with events_per_s. It has SEGUE_BOOTSTRAP, SEGUE_TOPICS, SEGUE_OUTPUT, SEGUE_EVENTS,"
                            + " SEGUE_ITEMS and SEGUE_HIDDEN in its environment.")
    @Nullable
    private String peer;

    @CommandLine.Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Prints the frames that most of the CPU went to, and writes a flame graph as HTML.")
    @Nullable
    private Path profile;

    @CommandLine.Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where RocksDB works, such as a file system in memory (default: with the temporary files).")
    @Nullable
    private Path stateDir;

    @CommandLine.Option(names = "--keep", description = "Leaves the broker up afterwards, until Ctrl-C.")
    private boolean keep;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        Machine machine = Machine.now();
        PipelineSettings settings =
                new PipelineSettings(events, items, hidden, users, warmUps, repetitions, parallelism);
        MemoryNeed.of(settings).requireWithin(machine);
        Optional<LoadSettings> load = Optional.ofNullable(rate).map(given -> LoadSettings.of(given, rateFor));
        check();
        DiskNeed.of(settings, peer != null).requireIn(Path.of(System.getProperty("java.io.tmpdir")));
        Path folder = Files.createTempDirectory(PREFIX);
        Path state = stateDir == null ? folder.resolve("state") : Files.createTempDirectory(stateDir, PREFIX);
        try (Interrupt interrupt = new Interrupt();
                EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            PipelineBench bench = new PipelineBench(
                    settings,
                    load,
                    Optional.ofNullable(peer).map(Peer::new),
                    machine,
                    more -> options(broker.bootstrapServers(), more));
            interrupt.onRequest(Thread.currentThread()::interrupt);
            PipelineFigures result =
                    bench.run(folder, state, Optional.ofNullable(profile), new TrainingLines(progress), progress::line);
            interrupt.onRequest(() -> {});
            show(result);
            if (keep) {
                keep(interrupt, broker);
            }
            return result.isSound() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (InterruptedException | CancellationException interrupted) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
        } finally {
            FileUtils.deleteDirectoryQuietly(state.toFile());
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    /** Refuses what cannot be used, before anything long begins. */
    private void check() {
        figures.check();
        if (profile != null) {
            Figures.check("--profile", profile);
        }
        if (stateDir != null && !Files.isDirectory(stateDir)) {
            throw new InvalidOptionException("--state-dir", stateDir.toString(), "a directory");
        }
        options(SegueOptions.BOOTSTRAP_SERVERS.defaultValue(), Map.of());
    }

    private JobSettings options(String bootstrapServers, Map<String, String> more) {
        Map<String, String> given = new HashMap<>(more);
        given.put(SegueOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
        if (bundle != null) {
            given.put(SegueOptions.BUNDLE_SIZE_MAX.key(), bundle);
        }
        if (linger != null) {
            given.put(SegueOptions.BUNDLE_LINGER.key(), linger);
        }
        if (delivery != null) {
            given.put(SegueOptions.DELIVERY.key(), delivery);
        }
        return JobSettings.of(job.options(Map.of(), given));
    }

    private void show(PipelineFigures result) {
        progress.line(result.summary());
        if (profile != null) {
            progress.line(result.profile().report(TOP));
        }
        figures.write(result::writeTo);
    }

    private void keep(Interrupt interrupt, EmbeddedBroker broker) throws InterruptedException {
        JobSettings settings = options(broker.bootstrapServers(), Map.of());
        progress.line("broker  " + broker.bootstrapServers());
        progress.line("topics  " + String.join(",", settings.topics().events()) + " with " + events + " events");
        progress.line("Ctrl-C ends it");
        while (!interrupt.await(TICK)) {
            // Nothing to do: others use the broker.
        }
    }
}
