package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.log.LoggedEvent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.UserSession;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastDaysProtocolTest {
    private static final long DAY = 24 * 60;
    /** The newest event is at minute 3 of day 10. */
    private static final long BOUNDARY = 9 * DAY + 3;

    private final Protocol recsys23 = LastDaysProtocol.recsys23(Duration.ofDays(1), Logs.GAP);
    private final Protocol raw = LastDaysProtocol.raw(Duration.ofDays(1), Logs.GAP);

    private static Logs log() {
        return new Logs().crowd(0, "boots", "hat", "scarf").session("newest", 10 * DAY, "hat", "boots", "hat", "scarf");
    }

    @Test
    void testsOnTheSessionsThatStartInTheLastDays() {
        Split split = recsys23.split(log().session("just before", BOUNDARY - 1, "boots", "hat", "scarf")
                .session("at the boundary", BOUNDARY, "hat", "scarf")
                .inTimeOrder());

        assertThat(split.test())
                .extracting(test -> test.session().sessionId())
                .containsExactly("user of at the boundary/at the boundary", "user of newest/newest");
    }

    @Test
    void learnsFromASessionUpToTheBoundaryOnlyAndDoesNotJudgeOnItsRest() {
        Split split = recsys23.split(
                log().session("across", BOUNDARY - 2, "boots", "hat", "scarf").inTimeOrder());

        UserSession across =
                split.train().sessions().get(split.train().sessions().size() - 1);
        assertThat(across.userId()).isEqualTo("user of across");
        assertThat(across.tail().events()).extracting(SessionEvent::itemId).containsExactly("boots", "hat");
        assertThat(split.test()).hasSize(1);
    }

    @Test
    void leavesASessionOutOfWhichTheBoundaryLeavesOneEvent() {
        Split split = recsys23.split(
                log().session("across", BOUNDARY - 1, "boots", "hat", "scarf").inTimeOrder());

        assertThat(split.train().sessions()).hasSize(Split.TRAIN_SESSIONS_MIN);
    }

    @Test
    void countsTheDaysBackFromTheNewestEventThatTheFilterLeaves() {
        // A lone event a week later would make the test empty.
        Split split = recsys23.split(log().session("lone", 17 * DAY, "boots").inTimeOrder());

        assertThat(split.sizes().testSessions()).isEqualTo(1);
    }

    @Test
    void asksForNoItemThatTheTrainingSliceLacks() {
        Logs log = log();
        for (int i = 0; i < 5; i++) {
            log.session("with new" + i, 10 * DAY - 1, "new", "boots", "new");
        }
        Split split = recsys23.split(log.inTimeOrder());

        assertThat(split.train().catalogue().itemIds()).containsExactlyInAnyOrder("boots", "hat", "scarf");
        assertThat(split.test())
                .as("of the others one event is left")
                .extracting(test -> test.session().sessionId())
                .containsExactly("user of newest/newest");
    }

    @Test
    void dropsItemsWithLessThanFiveEvents() {
        Split split = recsys23.split(log().session("s", 1, "rare", "rare2", "rare", "rare2", "rare", "rare2", "rare")
                .inTimeOrder());

        assertThat(split.train().catalogue().itemIds()).doesNotContain("rare", "rare2");
    }

    @Test
    void keepsRareAndUnseenItemsInTheRawProtocol() {
        Split split = raw.split(
                log().session("t", 10 * DAY - 1, "new", "rare", "boots").inTimeOrder());

        assertThat(split.test())
                .extracting(test -> Logs.itemIds(test.session()))
                .contains(List.of("new", "rare", "boots"));
        assertThat(split.train().catalogue().itemIds()).contains("new", "rare", "boots", "hat", "scarf");
        assertThat(split.train().sessions())
                .flatExtracting(session -> session.tail().events())
                .extracting(SessionEvent::itemId)
                .doesNotContain("new", "rare");
    }

    @Test
    void makesOneOfRepeatsInBothProtocols() {
        Logs log = log().session("t", 10 * DAY - 1, "hat", "hat", "hat:purchase", "boots");

        for (Protocol protocol : List.of(recsys23, raw)) {
            Split split = protocol.split(log.inTimeOrder());
            assertThat(split.train().repeatsCollapsed()).isTrue();
            assertThat(split.test())
                    .extracting(test -> Logs.itemIds(test.session()))
                    .contains(List.of("hat", "boots"));
        }
    }

    @Test
    void knowsTheContentOfItemsAsItWasAtTheBoundaryAndOfLaterItemsAsItFirstCame() {
        Split split = raw.split(log().session("early", 5, "boots", "hat")
                .content("hats", 20)
                .session("at first", BOUNDARY + 1, "new")
                .content("novelties", 7)
                .session("sale", BOUNDARY + 2, "boots", "hat")
                .content("sale", 5)
                .session("more sale", BOUNDARY + 2, "hat", "new")
                .content("sale", 3)
                .session("told late", BOUNDARY + 2, "hat", "boots")
                .content("shoes", 50)
                .inTimeOrder());

        assertThat(split.train().catalogue().of("hat").category()).isEqualTo("hats");
        assertThat(split.train().catalogue().of("new").category()).isEqualTo("novelties");
        assertThat(split.train().catalogue().of("new").price()).isEqualTo(7);
        assertThat(split.train().catalogue().of("boots").isUnknown()).isTrue();
    }

    @Test
    void remembersWhenTheLogFirstHadAnItem() {
        Split split = recsys23.split(log().session("lone", -5, "hat").inTimeOrder());

        assertThat(split.firstSeenMs()).containsEntry("hat", Logs.minute(-5)).containsEntry("boots", Logs.minute(0));
    }

    @Test
    void saysWithCountsThatThereIsTooLittle() {
        assertThatThrownBy(() -> recsys23.split(
                        new Logs().session("s", 0, "boots", "hat", "boots").inTimeOrder()))
                .isInstanceOf(TooLittleDataException.class)
                .hasMessage("too little data: of 3 events, protocol recsys23 leaves 0 sessions to learn from, where at"
                        + " least 50 are needed, and 0 sessions with 0 predictions to judge on, where at least one is");
        assertThatThrownBy(() -> recsys23.split(List.of())).hasMessageStartingWith("too little data: of 0 events");
    }

    @Test
    void saysThatTheTestIsEmpty() {
        List<LoggedEvent> events = new Logs()
                .crowd(0, "boots", "hat")
                .crowd(5 * DAY, "lamp", "bulb")
                .inTimeOrder();

        assertThatThrownBy(() -> recsys23.split(events)).hasMessageContaining("0 sessions with 0 predictions");
    }
}
