package io.segue.models.rank;

import static io.segue.models.rank.Given.MINUTE_MS;
import static io.segue.models.rank.Given.T0_MS;
import static io.segue.models.rank.Given.session;
import static io.segue.models.rank.Given.sessionAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.training.TrainingSet;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.Neighbour;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.Arrays;
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
        assertThat(query.newestNeighbours().get(0).slow()).isCloseTo(1 / 3.5f, within(0.01f));
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

    @Test
    void remembersOneSessionOfAUserAsTheRankingOperatorDoes() {
        play("others", "a", "b");
        play("others too", "x", "y");
        replay.observe("ann", "morning", session("a"));
        replay.observe("ann", "evening", session("x"));

        RankQuery back = replay.turn("ann", "morning", session("a", "x"), List.of(), List.of());

        assertThat(back.neighbours().neighbours())
                .extracting(Neighbour::itemId)
                .as("what a led to is forgotten")
                .containsExactly("y");
        assertThat(back.history().of("a")).as("the past is not").isPresent();
    }

    @Test
    void goesOnWithASessionThatTheTrainingSaw() {
        TrainingSet data = new TrainingSet(
                List.of(
                        new UserSession("bob", "before", sessionAt(T0_MS - 9 * MINUTE_MS, "a", "b")),
                        new UserSession("ann", "across", session("a"))),
                ItemCatalogue.EMPTY,
                true);

        RankQuery query = LiveReplay.after(data, LiveSettings.DEFAULT, true)
                .turn("ann", "across", session("a", "c"), List.of(), List.of());

        assertThat(query.newestNeighbours()).isEmpty();
        assertThat(query.neighbours().of("b"))
                .as("b came after the a of the training")
                .isPresent();
    }

    @Test
    void goesOnFromWhatAnotherCounted() {
        LiveReplay trained = new LiveReplay(LiveSettings.DEFAULT, ItemCatalogue.EMPTY);
        trained.observe("first", "first", session("a"));
        trained.observe("first", "first", session("a", "b"));
        LiveReplay next = new LiveReplay(LiveSettings.DEFAULT, ItemCatalogue.EMPTY, trained.counts());
        play("first", "a", "b");
        SessionTail later = sessionAt(T0_MS + 30 * MINUTE_MS, "b", "a");
        next.observe("second", "second", later);
        replay.observe("second", "second", later);

        SessionTail latest = sessionAt(T0_MS + 40 * MINUTE_MS, "b");
        assertThat(next.turn("third", "third", latest, List.of(), List.of()))
                .isEqualTo(replay.turn("third", "third", latest, List.of(), List.of()));
        assertThat(next.items().activity("a")).isEqualTo(replay.items().activity("a"));
        assertThat(next.counts().untilMs()).isEqualTo(latest.newest().timestampMs());
    }

    private void play(String sessionId, String... itemIds) {
        for (int i = 1; i <= itemIds.length; i++) {
            replay.observe(sessionId, sessionId, session(Arrays.copyOf(itemIds, i)));
        }
    }
}
