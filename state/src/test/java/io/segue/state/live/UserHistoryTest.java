package io.segue.state.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.InteractionType;
import io.segue.state.live.UserHistory.Visited;
import io.segue.state.session.SessionEvent;
import org.junit.jupiter.api.Test;

class UserHistoryTest {
    @Test
    void movesAnItemSeenAgainToTheEnd() {
        UserHistory history = after(view("hat", 1), view("bag", 2), view("hat", 3));

        assertThat(history.items())
                .containsExactly(new Visited("bag", 1, 2, Visited.NEVER), new Visited("hat", 2, 3, Visited.NEVER));
    }

    @Test
    void remembersWhenAnItemWasBoughtThroughLaterViews() {
        UserHistory history = after(buy("hat", 1), view("hat", 5));

        assertThat(history.of("hat")).contains(new Visited("hat", 2, 5, 1));
        assertThat(history.of("hat").orElseThrow().isBought()).isTrue();
        assertThat(after(view("hat", 1)).of("hat").orElseThrow().isBought()).isFalse();
    }

    @Test
    void takesAnEventOutOfOrderWithoutGoingBackInTime() {
        assertThat(after(view("hat", 5), view("hat", 1)).of("hat").orElseThrow().lastSeenMs())
                .isEqualTo(5);
    }

    @Test
    void forgetsTheOldestOverItsLimit() {
        UserHistory history = after(view("hat", 1), view("bag", 2), view("tie", 3), view("cap", 4));

        assertThat(history.items()).extracting(Visited::itemId).containsExactly("bag", "tie", "cap");
        assertThat(history.of("hat")).isEmpty();
    }

    @Test
    void remembersNothingWhenTheLimitIsZero() {
        assertThat(UserHistory.NONE.plus(buy("hat", 1), 0)).isEqualTo(UserHistory.NONE);
    }

    private static UserHistory after(SessionEvent... events) {
        UserHistory history = UserHistory.NONE;
        for (SessionEvent event : events) {
            history = history.plus(event, 3);
        }
        return history;
    }

    private static SessionEvent view(String itemId, long timestampMs) {
        return new SessionEvent(itemId, InteractionType.VIEW, timestampMs);
    }

    private static SessionEvent buy(String itemId, long timestampMs) {
        return new SessionEvent(itemId, InteractionType.PURCHASE, timestampMs);
    }
}
