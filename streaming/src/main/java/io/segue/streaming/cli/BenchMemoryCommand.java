package io.segue.streaming.cli;

import io.segue.streaming.bench.memory.MemoryBench;
import io.segue.streaming.bench.memory.MemoryFigures;
import io.segue.streaming.bench.memory.MemorySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;

/** {@code ./segue bench memory}. */
@CommandLine.Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description =
                "Asks for lists and swaps between two models again and again, and says whether the memory of the process"
                        + " stays what it was after the first twentieth; exits with 1 where it grows by more than 5 %.")
final class BenchMemoryCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--predictions",
            paramLabel = "N",
            defaultValue = "10m",
            converter = CountConverter.class,
            description = "Lists that are asked for, as 10m (default: ${DEFAULT-VALUE}).")
    private int predictions;

    @CommandLine.Option(
            names = "--swaps",
            paramLabel = "N",
            defaultValue = "1000",
            converter = CountConverter.class,
            description = "Meanwhile (default: ${DEFAULT-VALUE}).")
    private int swaps;

    @CommandLine.Option(
            names = "--items",
            paramLabel = "N",
            defaultValue = "1000",
            converter = CountConverter.class,
            description = "Of the catalogue (default: ${DEFAULT-VALUE}).")
    private int items;

    @CommandLine.Option(
            names = "--hidden",
            paramLabel = "N",
            defaultValue = "32",
            description = "Units of the network (default: ${DEFAULT-VALUE}).")
    private int hidden;

    @CommandLine.Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Lists in a call (default: ${DEFAULT-VALUE}).")
    private int batch;

    private final Progress progress = Progress.toConsole();

    @Override
    public Integer call() throws Exception {
        figures.check();
        MemorySettings settings = new MemorySettings(predictions, swaps, items, hidden, batch);
        settings.requireRoom(Runtime.getRuntime().maxMemory());
        Path folder = Files.createTempDirectory("segue-bench-");
        try (Interrupt interrupt = new Interrupt()) {
            MemoryFigures result = new MemoryBench(settings).run(folder, interrupt::isRequested, progress::update);
            progress.line(result.summary());
            figures.write(result::writeTo);
            return result.isFlat() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (CancellationException interrupted) {
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted");
        } finally {
            FileUtils.deleteDirectoryQuietly(folder.toFile());
        }
    }
}
