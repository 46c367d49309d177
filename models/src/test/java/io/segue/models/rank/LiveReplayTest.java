package io.segue.models.rank;

import static io.segue.models.rank.Given.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.Neighbour;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveReplayTest {
    private final LiveReplay replay = new LiveReplay(LiveSettings.DEFAULT, ItemCatalogue.EMPTY);

    @Test
    void knowsWhatFollowedInOtherSessions() {
        play("first", "a", "b", "c");

        RankQuery query = replay.turn("u", "second", session("a"), List.of(), List.of());

        assertThat(query.newestNeighbours())
                .extracting(Neighbour::itemId)
                .as("b came directly after a, c two events later")
                .containsExactly("b", "c");
        assertThat(query.newestNeighbours().get(0).slow())
                .isCloseTo(1 / 3.5f, org.assertj.core.data.Offset.offset(0.01f));
    }

    @Test
    void countsNoMoreItemsOnceFrozenButKeepsTheOwnSession() {
        play("first", "a", "b");
        replay.freeze();
        play("second", "a", "z");

        RankQuery query = replay.turn("second", "second", session("a", "z", "a"), List.of(), List.of());

        assertThat(query.newestNeighbours()).extracting(Neighbour::itemId).containsExactly("b");
        assertThat(replay.items().activity("z").isNone()).isTrue();
        assertThat(query.history().of("z")).isPresent();
    }

    private void play(String sessionId, String... itemIds) {
        for (int i = 1; i <= itemIds.length; i++) {
            replay.observe(sessionId, sessionId, session(java.util.Arrays.copyOf(itemIds, i)));
        }
    }
}
