package io.segue.streaming.bench.memory;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import org.junit.jupiter.api.Test;

class MemorySettingsTest {
    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new MemorySettings(10_000_000, 19, 1_000, 32, 64))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(
                        "--swaps is 19, but must be within [20, 156250]: no more than calls of --batch predictions");
        assertThatThrownBy(() -> new MemorySettings(1_000, 20, 1_000, 32, 64))
                .hasMessage("--predictions is 1000, but must be within [1280, 1000000000]: 20 times --batch at least");
        assertThatThrownBy(() -> new MemorySettings(10_000, 20, 19, 32, 64)).hasMessageContaining("--items is 19");
        assertThatThrownBy(() -> new MemorySettings(10_000, 20, 20, 0, 64)).hasMessageContaining("--hidden is 0");
    }

    @Test
    void refusesModelsThatDoNotFitWithTheSum() {
        MemorySettings settings = new MemorySettings(10_000_000, 1_000, 1_000_000, 128, 64);

        assertThatCode(() -> settings.requireRoom(6L << 30)).doesNotThrowAnyException();
        assertThatThrownBy(() -> settings.requireRoom(2L << 30))
                .hasMessage(
                        "--items is 1000000, but must be fewer: 1,000,000 items x 128 units x 4 bytes are 488 MiB, 6 times"
                                + " that with the rest takes 5,037 MiB of heap, but there are 2,048 (SEGUE_HEAP)");
    }
}
