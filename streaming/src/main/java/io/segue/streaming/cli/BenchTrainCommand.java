package io.segue.streaming.cli;

import io.segue.streaming.bench.CpuProfiler;
import io.segue.streaming.bench.Peer;
import io.segue.streaming.bench.train.TrainBench;
import io.segue.streaming.bench.train.TrainFigures;
import io.segue.streaming.bench.train.TrainSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** {@code ./segue bench train}. */
@CommandLine.Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains the session model on generated sessions, on one core: events per second by batch, beside libtorch's"
                        + " product of matrices and, if you name one, another trainer that takes turns.")
final class BenchTrainCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "20k",
            converter = CountConverter.class,
            description = "Of the catalogue, as 10k or 1m (default: ${DEFAULT-VALUE}).")
    private int items;

    @CommandLine.Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "100",
            description = "Units of the network (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @CommandLine.Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "32,128,512",
            converter = CountConverter.class,
            description = "Sessions side by side in a step (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches = List.of();

    @CommandLine.Option(
            names = "--negatives",
            paramLabel = "N",
            defaultValue = "2048",
            converter = CountConverter.class,
            description = "Drawn for a step (default: ${DEFAULT-VALUE}).")
    private int negatives;

    @CommandLine.Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "40k",
            converter = CountConverter.class,
            description = "Learned from in a repetition, about (default: ${DEFAULT-VALUE}).")
    private int events;

    @CommandLine.Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "5",
            description = "That count, after two that warm up (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @CommandLine.Option(
            names = "--peer",
            paramLabel = "CMD",
            description =
                    "A shell command that trains as much after each repetition of ours and prints a line of JSON with"
                            + " events_per_s. It has SEGUE_ITEMS, SEGUE_HIDDEN, SEGUE_BATCH, SEGUE_NEGATIVES and SEGUE_STEPS in"
                            + " its environment; deploy/bench/torch_trainer.py is one.")
    @Nullable
    private String peer;

    @CommandLine.Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Samples the CPU all the while, and writes a flame graph as HTML.")
    @Nullable
    private Path profile;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        figures.check();
        TrainSettings settings = new TrainSettings(items, hidden, batches, negatives, events, repetitions);
        settings.requireRoom(Runtime.getRuntime().maxMemory());
        if (profile != null) {
            Figures.check("--profile", profile);
        }
        try (Interrupt interrupt = new Interrupt()) {
            TrainFigures result =
                    run(new TrainBench(settings, Optional.ofNullable(peer).map(Peer::new)), interrupt);
            progress.line(result.summary());
            figures.write(result::writeTo);
            return ExitCode.DONE;
        } catch (CancellationException interrupted) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    private TrainFigures run(TrainBench bench, Interrupt interrupt) throws IOException {
        interrupt.onRequest(Thread.currentThread()::interrupt);
        if (profile == null) {
            return bench.run(interrupt::isRequested, progress::update);
        }
        CpuProfiler profiler = new CpuProfiler();
        profiler.start();
        TrainFigures result = bench.run(interrupt::isRequested, progress::update);
        profiler.stop();
        profiler.writeFlameGraph(profile);
        return result;
    }
}
