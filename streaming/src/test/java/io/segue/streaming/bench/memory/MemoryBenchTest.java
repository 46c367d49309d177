package io.segue.streaming.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.bundle.ModelRegistry;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.ProcessMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBenchTest {
    private static final MemorySettings SMALL = new MemorySettings(2_000, 20, 40, 4, 8);
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    private static MemoryFigures figures(long warmMiB, long endMiB) {
        return new MemoryFigures(
                SMALL,
                List.of(sample(100, warmMiB), sample(1_000, 2 * endMiB), sample(2_000, endMiB)),
                new Machine(2, 0.1, "17", 1 << 30, 1 << 30),
                Optional.of("2"),
                50_000);
    }

    private static MemorySample sample(long predictions, long residentMiB) {
        return new MemorySample(predictions, 1, new ProcessMemory(residentMiB * MIB, MIB, MIB), MIB);
    }

    @Test
    void swapsAndLooksAtTheMemoryAllTheWhile() throws Exception {
        MemoryFigures figures = new MemoryBench(SMALL).run(folder, () -> false, line -> {});

        assertThat(figures.samples()).hasSize(20);
        assertThat(figures.samples().get(0).swaps()).isPositive();
        assertThat(figures.samples().get(19).swaps()).isEqualTo(20);
        assertThat(figures.samples().get(19).predictions()).isGreaterThanOrEqualTo(2_000);
        assertThat(figures.samples()).allMatch(sample -> sample.memory().heapBytes() > 0);
        assertThat(ModelRegistry.process().size()).as("models left open").isZero();
    }

    @Test
    void endsWhenItIsAskedTo() {
        assertThatThrownBy(() -> new MemoryBench(SMALL).run(folder, () -> true, line -> {}))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void judgesTheEndByWhatItWasAfterTheWarmUp() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        figures(400, 420).writeTo(json);

        assertThat(json.path("flat").asBoolean()).isTrue();
        assertThat(json.path("growth").asDouble()).isEqualTo(420.0 / 400 - 1);
        assertThat(json.path("samples")).hasSize(3);
        assertThat(figures(400, 300).isFlat()).isTrue();
        assertThat(figures(400, 421).isFlat()).isFalse();
        assertThat(figures(400, 421).summary()).contains("NOT FLAT", "MALLOC_ARENA_MAX=2");
    }

    @Test
    void doesNotJudgeWhatTheSystemDoesNotSay() {
        MemorySample unknown = new MemorySample(1, 1, new ProcessMemory(-1, MIB, -1), MIB);

        assertThat(new MemoryFigures(
                                SMALL,
                                List.of(unknown, unknown),
                                new Machine(2, 0.1, "17", 1 << 30, 1 << 30),
                                Optional.empty(),
                                1)
                        .isFlat())
                .isFalse();
    }
}
