package io.segue.streaming.cli;

import io.segue.connectors.dataset.EventLog;
import io.segue.state.interaction.Interaction;
import io.segue.state.log.LoggedEvent;
import io.segue.streaming.bench.state.HiddenWidth;
import io.segue.streaming.bench.state.StateReport;
import io.segue.streaming.bench.state.StateSettings;
import io.segue.streaming.local.LocalCluster;
import io.segue.streaming.local.LocalClusterSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue bench state}. */
@CommandLine.Command(
        name = "state",
        mixinStandardHelpOptions = true,
        description =
                "What a user's state costs: bytes, serializing, reading and writing it in RocksDB by its settings,"
                        + " checkpoints, a restore.")
final class BenchStateCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Whose state is kept (default: ${DEFAULT-VALUE}).")
    private long users;

    @CommandLine.Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "50",
            description = "Of each one's session (default: ${DEFAULT-VALUE}).")
    private int events;

    @CommandLine.Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "100",
            description = "Units of the GRU (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @CommandLine.Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = DurationConverter.class,
            description = "How long users are touched for one figure (default: ${DEFAULT-VALUE}).")
    private Duration window = Duration.ZERO;

    @CommandLine.Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "5",
            description = "Figures of each setting, of which the median counts (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @CommandLine.Option(
            names = "--data",
            paramLabel = "FILE",
            description =
                    "A log, to see whether lists become worse with hidden vectors of 16 bits; without it that is left"
                            + " out.")
    @Nullable
    private Path data;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        figures.check();
        StateSettings settings = new StateSettings(users, events, hidden, window, repetitions);
        Path folder = Files.createTempDirectory("segue-bench-");
        try (Interrupt interrupt = new Interrupt();
                LocalCluster cluster = LocalCluster.start(new LocalClusterSettings(folder, 0, -1, 1, 1))) {
            Optional<HiddenWidth> width = Optional.empty();
            if (data != null) {
                width = Optional.of(width(data));
                progress.line(width.get().line());
            }
            StateReport report = StateReport.measure(
                    settings, cluster, folder, interrupt::isRequested, progress::update, progress::line);
            progress.line(report.summary());
            Optional<HiddenWidth> found = width;
            figures.write(json -> {
                report.writeTo(json);
                found.ifPresent(of -> of.writeTo(json.putObject("hiddenVectors")));
            });
            return ExitCode.DONE;
        } catch (CancellationException interrupted) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
        } finally {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }

    private HiddenWidth width(Path log) {
        BadLines badLines = new BadLines();
        List<Interaction> interactions = badLines
                .summingUp(() -> EventLog.at(log).readAllLogged(badLines))
                .stream()
                .map(LoggedEvent::interaction)
                .toList();
        try {
            return HiddenWidth.measure(
                    interactions, hidden, new JobOptions().settings().scorer().session(), new TrainingLines(progress));
        } catch (IllegalArgumentException tooLittle) {
            throw new CommandFailure(ExitCode.DATA, log + ": " + tooLittle.getMessage());
        }
    }
}
