package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.session.SessionEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationCutTest {
    private static final LastDaysProtocol LAST_HOUR = LastDaysProtocol.raw(Duration.ofMinutes(60), Logs.GAP);
    private static final LastDaysProtocol LAST_HALF_HOUR = LastDaysProtocol.raw(Duration.ofMinutes(30), Logs.GAP);

    private final Logs log = new Logs()
            .crowd(0, "boots", "hat")
            .session("validated", 100, "boots", "hat", "scarf")
            .session("tested", 170, "boots", "hat", "gloves")
            .session("newest", 200, "boots", "hat");

    @Test
    void judgesOnTheNewestDaysBeforeTheTest() {
        ValidationCut cut = ValidationCut.of(LAST_HOUR, LAST_HALF_HOUR, log.inTimeOrder());

        assertThat(cut.testFromMs()).isEqualTo(Logs.minute(201 - 60));
        assertThat(cut.validationFromMs()).isEqualTo(Logs.minute(102 - 30));
        assertThat(cut.split().sizes().trainSessions()).isEqualTo(50);
        assertThat(cut.split().sizes().testSessions()).isEqualTo(1);
    }

    @Test
    void seesNothingOfTheTest() {
        Split split =
                ValidationCut.of(LAST_HOUR, LAST_HALF_HOUR, log.inTimeOrder()).split();

        assertThat(split.train().catalogue().items()).containsOnlyKeys("boots", "hat", "scarf");
        assertThat(split.firstSeenMs()).doesNotContainKey("gloves");
    }

    @Test
    void learnsFromAnExactlyOlderPartThanTheTestWouldBeJudgedWith() {
        Split tested = LAST_HOUR.split(log.inTimeOrder());
        Split validated =
                ValidationCut.of(LAST_HOUR, LAST_HALF_HOUR, log.inTimeOrder()).split();

        assertThat(times(tested)).containsAll(times(validated));
    }

    private static List<Long> times(Split split) {
        return split.train().sessions().stream()
                .flatMap(session -> session.tail().events().stream())
                .map(SessionEvent::timestampMs)
                .toList();
    }

    @Test
    void saysThatNothingIsLeft() {
        assertThatThrownBy(() -> ValidationCut.of(LAST_HOUR, LAST_HOUR, List.of()))
                .isInstanceOf(TooLittleDataException.class)
                .hasMessage("too little data: of 0 events, protocol raw leaves none");
    }
}
