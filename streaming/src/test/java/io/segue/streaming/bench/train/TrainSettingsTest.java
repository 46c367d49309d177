package io.segue.streaming.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainSettingsTest {
    private static TrainSettings settings(int items, int batch, int events) {
        return new TrainSettings(items, 100, List.of(batch), 2_048, events, 5);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> settings(20_000, 0, 40_000))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("--batch is 0, but must be within [1, 4096]");
        assertThatThrownBy(() -> settings(20_001, 32, 40_000))
                .hasMessage("--items is 20001, but must be within [20, 20000], half of --events");
        assertThatThrownBy(() -> new TrainSettings(100, 100, List.of(), 9, 1_000, 5))
                .hasMessageContaining("--batch is []");
        assertThatThrownBy(() -> new TrainSettings(100, 100, List.of(1), 9, 1_000, 4))
                .hasMessageContaining("--repetitions is 4");
    }

    @Test
    void refusesATableThatDoesNotFitWithTheSum() {
        TrainSettings settings = settings(1_000_000, 32, 2_000_000);

        assertThatCode(() -> settings.requireRoom(4L << 30)).doesNotThrowAnyException();
        assertThatThrownBy(() -> settings.requireRoom(2L << 30))
                .hasMessage(
                        "--items is 1000000, but must be fewer: 1,000,000 items x 100 units x 4 bytes are 381 MiB, 6 times"
                                + " that and 2,000,000 events take 3,247 MiB of heap, but there are 2,048 (SEGUE_HEAP)");
    }

    @Test
    void takesWholeSessionsInARepetition() {
        assertThat(settings(100, 32, 40_000).steps(32)).isEqualTo(1_250);
        assertThat(settings(100, 512, 40_000).steps(512)).isEqualTo(80);
        assertThat(settings(100, 4_096, 1_000).steps(4_096)).isEqualTo(10);
    }
}
