package io.segue.state.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionSettingsTest {
    @Test
    void takesEveryLimitAtItsBounds() {
        assertThatCode(() -> new SessionSettings(Duration.ofSeconds(1), 1, 1, 1, Duration.ZERO))
                .doesNotThrowAnyException();
        assertThatCode(() -> new SessionSettings(Duration.ofDays(30), 1_000, 1_000_000, 1_000, Duration.ofDays(365)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PT0.999S    | 20   | 500     | 50   | PT1H      | segue.session.gap is PT0.999S, but must be within [1 s, 30 d]
                    P30DT1S     | 20   | 500     | 50   | PT1H      | segue.session.gap is PT720H1S, but must be within [1 s, 30 d]
                    P9999999999D| 20   | 500     | 50   | PT1H      | segue.session.gap is PT239999999976H, but must be within [1 s, 30 d]
                    PT30M       | 0    | 500     | 50   | PT1H      | segue.session.tail.max is 0, but must be within [1, 1000]
                    PT30M       | 1001 | 500     | 50   | PT1H      | segue.session.tail.max is 1001, but must be within [1, 1000]
                    PT30M       | 20   | 0       | 50   | PT1H      | segue.session.events.max is 0, but must be within [1, 1000000]
                    PT30M       | 20   | 1000001 | 50   | PT1H      | segue.session.events.max is 1000001, but must be within [1, 1000000]
                    PT30M       | 20   | 500     | 0    | PT1H      | segue.session.event-ids.max is 0, but must be within [1, 1000]
                    PT30M       | 20   | 500     | 1001 | PT1H      | segue.session.event-ids.max is 1001, but must be within [1, 1000]
                    PT30M       | 20   | 500     | 50   | PT-0.001S | segue.session.lateness is PT-0.001S, but must be within [0 s, 365 d]
                    PT30M       | 20   | 500     | 50   | P365DT1S  | segue.session.lateness is PT8760H1S, but must be within [0 s, 365 d]
                    """)
    void namesTheOptionItsValueAndWhatWasExpected(
            Duration gap, int tail, int events, int eventIds, Duration lateness, String message) {
        assertThatThrownBy(() -> new SessionSettings(gap, tail, events, eventIds, lateness))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(message);
    }
}
