package io.segue.streaming.cli;

import io.segue.streaming.bench.score.ScoreBench;
import io.segue.streaming.bench.score.ScoreFigures;
import io.segue.streaming.bench.score.ScoreSettings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue bench score}. */
@CommandLine.Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description =
                "Steps batches of sessions and lists the best 20 of all items for each, on one core: the kernel of this"
                        + " build beside libtorch, beside what the core can read and multiply, and beside a reference in"
                        + " double precision.")
final class BenchScoreCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--items",
            paramLabel = "N",
            split = ",",
            defaultValue = "10k,100k",
            converter = CountConverter.class,
            description = "Sizes of the catalogue, as 10k or 1m (default: ${DEFAULT-VALUE}).")
    private List<Integer> items = List.of();

    @CommandLine.Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,8,64,256",
            converter = CountConverter.class,
            description = "Sessions in a call (default: ${DEFAULT-VALUE}).")
    private List<Integer> batches = List.of();

    @CommandLine.Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "128",
            description = "Units of the network (default: ${DEFAULT-VALUE}).")
    private int hiddenSize;

    @CommandLine.Option(
            names = "--repetitions",
            paramLabel = "N",
            defaultValue = "5",
            description = "Of which every figure is the median (default: ${DEFAULT-VALUE}).")
    private int repetitions;

    @CommandLine.Option(names = "--scalar", description = "Measures the kernel without vectors, too.")
    private boolean scalar;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        figures.check();
        ScoreSettings settings = new ScoreSettings(items, batches, hiddenSize, repetitions, scalar);
        settings.requireRoom(Runtime.getRuntime().maxMemory());
        try (Interrupt interrupt = new Interrupt()) {
            ScoreFigures result = new ScoreBench(settings).run(interrupt::isRequested, progress::update);
            if (interrupt.isRequested()) {
                throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
            }
            progress.line(result.summary());
            figures.write(result::writeTo);
            return ExitCode.DONE;
        }
    }
}
