package io.segue.state.session;

import static io.segue.state.session.Events.SETTINGS;
import static io.segue.state.session.Events.click;
import static io.segue.state.session.Events.inSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.Interaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionLogTest {
    private static List<List<String>> itemsOf(List<Interaction> log) {
        return SessionLog.sessions(log, SETTINGS).stream()
                .map(session -> session.tail().events().stream()
                        .map(SessionEvent::itemId)
                        .toList())
                .toList();
    }

    @Test
    void endsASessionAtAGap() {
        assertThat(itemsOf(List.of(click("hat", 0), click("scarf", 1), click("coat", 60))))
                .containsExactly(List.of("hat", "scarf"), List.of("coat"));
    }

    @Test
    void forgetsASessionWhenTheNextOneOpensAsServingDoes() {
        assertThat(itemsOf(List.of(
                        inSession("s1", click("hat", 0)),
                        inSession("s2", click("scarf", 1)),
                        inSession("s1", click("coat", 2)))))
                .containsExactly(List.of("hat"), List.of("scarf"), List.of("coat"));
    }

    @Test
    void namesSessionsAsServingDoes() {
        List<Interaction> log = List.of(click("hat", 0), click("scarf", 60), inSession("s1", click("coat", 61)));

        assertThat(SessionLog.sessions(log, SETTINGS))
                .extracting(UserSession::sessionId)
                .containsExactly(
                        Events.after(SETTINGS, log.get(0)).sessionId(),
                        Events.after(SETTINGS, log.get(0), log.get(1)).sessionId(),
                        "s1");
    }

    @Test
    void hasTheFeaturesThatServingComputes() {
        List<Interaction> log = List.of(click("hat", 0), click("scarf", 3), click("coat", 7));
        UserState user = Events.after(SETTINGS, log.toArray(Interaction[]::new));

        assertThat(SessionLog.sessions(log, SETTINGS).get(0).tail().inputs())
                .isEqualTo(user.tail().inputs());
    }
}
