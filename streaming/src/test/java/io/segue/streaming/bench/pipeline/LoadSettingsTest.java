package io.segue.streaming.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadSettingsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void halvesWhatWasDrained() {
        assertThat(LoadSettings.of("half", MINUTE).rate(3_000)).isEqualTo(1_500);
    }

    @Test
    void takesANumberAsItIs() {
        assertThat(LoadSettings.of("250.5", MINUTE).rate(3_000)).isEqualTo(250.5);
    }

    @Test
    void refusesWhatIsNoRate() {
        assertThatThrownBy(() -> LoadSettings.of("quick", MINUTE)).hasMessageContaining("--rate is quick");
        assertThatThrownBy(() -> LoadSettings.of("0", MINUTE)).hasMessageContaining("--rate is 0");
        assertThatThrownBy(() -> LoadSettings.of("5", Duration.ZERO)).hasMessageContaining("--rate-for is PT0S");
    }
}
