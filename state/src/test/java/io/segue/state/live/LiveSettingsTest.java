package io.segue.state.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSettingsTest {
    @Test
    void namesTheSpeedNearestToAnotherHalfLife() {
        HalfLives halfLives = new HalfLives(Duration.ofMinutes(6), Duration.ofMinutes(50), Duration.ofDays(2));

        assertThat(halfLives.nearestTo(Duration.ofHours(1))).isEqualTo(1);
        assertThat(halfLives.nearestTo(Duration.ofMinutes(10))).isZero();
        assertThat(halfLives.nearestTo(Duration.ofDays(1))).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0   | 3  | 2  | 0.5  | 50   | segue.live.successors.max is 0, but must be within [1, 1000]
                    100 | 21 | 2  | 0.5  | 50   | segue.live.successors.distance is 21, but must be within [1, 20]
                    100 | 3  | 0  | 0.5  | 50   | segue.live.successors.smoothing is 0.0, but must be within (0, 1000]
                    100 | 3  | 2  | 1.5  | 50   | segue.live.session.decay is 1.5, but must be within [0, 1]
                    100 | 3  | 2  | NaN  | 50   | segue.live.session.decay is NaN, but must be within [0, 1]
                    100 | 3  | 2  | 0.5  | 1001 | segue.live.history.max is 1001, but must be within [0, 1000]
                    """)
    void namesTheOptionItsValueAndWhatWasExpected(
            int successorsMax, int distanceMax, double smoothing, double decay, int historyMax, String message) {
        HalfLives any = LiveSettings.DEFAULT.popularity();

        assertThatThrownBy(() -> new LiveSettings(any, any, successorsMax, distanceMax, smoothing, decay, historyMax))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(message);
    }

    @Test
    void wantsEachHalfLifeLongerThanTheOneBefore() {
        Duration hour = Duration.ofHours(1);
        Duration day = Duration.ofDays(1);

        assertThatThrownBy(() -> HalfLives.of(LiveSettings.POPULARITY_HALF_LIFE, Duration.ZERO, hour, day))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("segue.live.popularity.half-life.fast is PT0S, but must be at least 1 s");
        assertThatThrownBy(() -> HalfLives.of(LiveSettings.SUCCESSORS_HALF_LIFE, hour, hour, day))
                .hasMessage(
                        "segue.live.successors.half-life.medium is PT1H, but must be longer than the fast one, PT1H");
        assertThatThrownBy(() -> HalfLives.of(LiveSettings.SUCCESSORS_HALF_LIFE, hour, day, hour))
                .hasMessage(
                        "segue.live.successors.half-life.slow is PT1H, but must be longer than the medium one, PT24H");
        assertThatThrownBy(() -> new HalfLives(hour, day, Duration.ofDays(3_651)))
                .hasMessage("half-life.slow is PT87624H, but must be at most 3650 d");
    }
}
