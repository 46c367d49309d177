package io.segue.streaming.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import io.segue.streaming.bench.Machine;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
    private static final long GIB = 1L << 30;
    private static final Machine MACHINE = new Machine(2, 0, "17", 2 * GIB, 24 * GIB);

    @Test
    void refusesACatalogueThatTheHeapCannotHoldWithTheSum() {
        assertThatThrownBy(() -> need(5_000_000, 128).requireWithin(MACHINE))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("--items is 5000000")
                .hasMessageContaining("5,000,000 items x 128 units x 4 bytes are 2,441 MiB")
                .hasMessageContaining("2,048 MiB of heap");
    }

    @Test
    void refusesOneThatFitsTheHeapAndNotTheRest() {
        Machine small = new Machine(2, 0, "17", 2 * GIB, 3 * GIB);

        assertThatThrownBy(() -> need(100_000, 128).requireWithin(small))
                .hasMessageContaining("3,072 MiB of RAM less 2,048 MiB of heap");
    }

    @Test
    void takesAHundredThousandItems() {
        assertThatCode(() -> need(100_000, 128).requireWithin(MACHINE)).doesNotThrowAnyException();
    }

    private static MemoryNeed need(int items, int hidden) {
        return MemoryNeed.of(new PipelineSettings(1_000, items, hidden, 100, 1, 1, 1));
    }
}
