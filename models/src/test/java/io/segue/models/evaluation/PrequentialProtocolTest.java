package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.log.LoggedEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrequentialProtocolTest {
    private static final int BOUNDARY = 60;

    private final Protocol protocol = new PrequentialProtocol(1_000, Duration.ofMinutes(BOUNDARY), Logs.GAP);

    private static Logs log() {
        return new Logs().crowd(0, "boots", "hat");
    }

    @Test
    void learnsFromTheFirstHoursAndJudgesOnEveryLaterEvent() {
        Split split = protocol.split(log().session("late", BOUNDARY, "new", "boots", "boots", "hat")
                .session("later", BOUNDARY + 5, "hat")
                .inTimeOrder());

        assertThat(split.train().sessions()).hasSize(Split.TRAIN_SESSIONS_MIN);
        assertThat(split.test())
                .extracting(test -> Logs.itemIds(test.session()))
                .containsExactly(List.of("new", "boots", "hat"), List.of("hat"));
        assertThat(split.sizes().testEvents()).isEqualTo(4);
        assertThat(split.sizes().predictions()).isEqualTo(2);
    }

    @Test
    void goesOnWithASessionThatBeganBefore() {
        Split split = protocol.split(
                log().session("across", BOUNDARY - 2, "a", "b", "c", "d").inTimeOrder());

        assertThat(split.train().sessions()).hasSize(Split.TRAIN_SESSIONS_MIN + 1);
        TestSession across = split.test().get(0);
        assertThat(across.playedFrom()).isEqualTo(2);
        assertThat(Logs.itemIds(across.session())).containsExactly("a", "b", "c", "d");
        assertThat(split.sizes().testEvents()).isEqualTo(2);
        assertThat(split.sizes().predictions()).isEqualTo(1);
    }

    @Test
    void takesTheFirstEventsOnly() {
        List<LoggedEvent> events =
                log().session("late", BOUNDARY, "boots", "hat", "scarf", "lamp").inTimeOrder();

        Split split = new PrequentialProtocol(103, Duration.ofMinutes(BOUNDARY), Logs.GAP).split(events);

        assertThat(Logs.itemIds(split.test().get(0).session())).containsExactly("boots", "hat", "scarf");
        assertThat(split.train().catalogue().itemIds()).containsExactlyInAnyOrder("boots", "hat", "scarf");
    }

    @Test
    void announcesLaterItemsWithTheContentOfTheirFirstEvent() {
        Split split = protocol.split(log().session("first", BOUNDARY, "hat", "new")
                .content("novelties", 7)
                .session("later", BOUNDARY + 2, "hat", "new")
                .content("sale", 5)
                .inTimeOrder());

        assertThat(split.train().catalogue().of("new").category()).isEqualTo("novelties");
        assertThat(split.train().catalogue().of("new").price()).isEqualTo(7);
    }

    @Test
    void saysThatNothingComesAfterTheFirstHours() {
        assertThatThrownBy(() -> protocol.split(log().inTimeOrder()))
                .isInstanceOf(TooLittleDataException.class)
                .hasMessageContaining("of 100 events, protocol prequential leaves 50 sessions")
                .hasMessageContaining("0 sessions with 0 predictions");
    }
}
