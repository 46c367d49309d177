package io.segue.streaming.bench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.state.session.SessionEvent;
import io.segue.state.session.UserSession;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainShopTest {
    @Test
    void showsEveryItemAndNoneTwiceInARow() {
        List<UserSession> sessions = new TrainShop(300, 60).sessions();

        assertThat(sessions).hasSize(60).allSatisfy(session -> {
            List<SessionEvent> events = session.tail().events();
            assertThat(events).hasSize(TrainShop.EVENTS_OF_SESSION);
            for (int i = 1; i < events.size(); i++) {
                assertThat(events.get(i).itemId())
                        .isNotEqualTo(events.get(i - 1).itemId());
            }
        });
        assertThat(sessions.stream()
                        .flatMap(session -> session.tail().events().stream())
                        .map(SessionEvent::itemId)
                        .distinct())
                .hasSize(300);
    }

    @Test
    void knowsHowManyItemsCompete() {
        assertThat(new TrainShop(300, 60).candidates(32, 300, 0.75)).isEqualTo(300);
        assertThat(new TrainShop(300, 60).candidates(1, 1, 0))
                .as("a target and a draw")
                .isCloseTo(2, within(0.02));
    }
}
