package io.segue.streaming.bench.score;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreSettingsTest {
    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new ScoreSettings(List.of(10_000, 99), List.of(1), 128, 5, false))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("--items is 99, but must be within [100, 16000000]");
        assertThatThrownBy(() -> new ScoreSettings(List.of(10_000), List.of(0), 128, 5, false))
                .hasMessage("--batch is 0, but must be within [1, 4096]");
        assertThatThrownBy(() -> new ScoreSettings(List.of(), List.of(1), 128, 5, false))
                .hasMessageContaining("--items is []");
        assertThatThrownBy(() -> new ScoreSettings(List.of(100), List.of(1), 128, 4, false))
                .hasMessageContaining("--repetitions is 4");
    }

    @Test
    void refusesACatalogueThatDoesNotFitWithTheSum() {
        ScoreSettings settings = new ScoreSettings(List.of(1_000_000), List.of(1), 128, 5, false);

        assertThatCode(() -> settings.requireRoom(1_400_000_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> settings.requireRoom(1_000_000_000))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("--items is 1000000, but must be fewer: the weights, a kernel's table and the ids take"
                        + " 1,293 MiB of heap, but there are 953 (SEGUE_HEAP)");
    }
}
