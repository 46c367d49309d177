package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionCutTest {
    @Test
    void keepsTheSessionsThatTheLogNamesApartEvenWhereAUserHasTwoAtATime() {
        List<LoggedSession> sessions = new Logs()
                .visit("ann", "phone", 0, "boots", "hat", "scarf")
                .visit("ann", "laptop", 1, "lamp", "bulb")
                .sessions();

        assertThat(sessions)
                .extracting(Logs::itemIds)
                .containsExactly(List.of("boots", "hat", "scarf"), List.of("lamp", "bulb"));
    }

    @Test
    void doesNotEndANamedSessionForAPause() {
        List<LoggedSession> sessions =
                new Logs().session("s", 0, "boots").session("s", 5_000, "hat").sessions();

        assertThat(sessions).extracting(Logs::itemIds).containsExactly(List.of("boots", "hat"));
    }

    @Test
    void tellsSessionsOfTwoUsersApartThatAreNumberedAlike() {
        List<LoggedSession> sessions = new Logs()
                .visit("ann", "1", 0, "boots")
                .visit("bob", "1", 1, "hat")
                .sessions();

        assertThat(sessions).extracting(LoggedSession::sessionId).containsExactly("ann/1", "bob/1");
    }

    @Test
    void endsASessionWithoutANameAfterTheGap() {
        List<LoggedSession> sessions = new Logs()
                .unnamed("ann", 0, "boots")
                .unnamed("ann", 29, "hat")
                .unnamed("ann", 59, "scarf")
                .sessions();

        assertThat(sessions).extracting(Logs::itemIds).containsExactly(List.of("boots", "hat"), List.of("scarf"));
        assertThat(sessions)
                .extracting(LoggedSession::sessionId)
                .containsExactly("ann@" + Logs.minute(0), "ann@" + Logs.minute(59));
    }

    @Test
    void keepsTheFirstOfRepeats() {
        LoggedSession session = new Logs()
                .session("s", 0, "boots", "boots:cart", "hat", "boots", "boots:purchase")
                .sessions()
                .get(0);

        assertThat(session.withoutRepeats())
                .extracting(event -> event.itemId() + ":" + event.typeName())
                .containsExactly("boots:view", "hat:view", "boots:view");
        assertThat(session.hasRepeats()).isTrue();
    }
}
