package io.segue.state.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionNeighboursTest {
    private static final LiveSettings SETTINGS =
            new LiveSettings(LiveSettings.DEFAULT.popularity(), LiveSettings.DEFAULT.successors(), 3, 3, 2, 0.5, 50);

    @Test
    void letsAnOlderItemsNeighboursCountLess() {
        SessionNeighbours session = SessionNeighbours.NONE
                .plus(List.of(new Neighbour("hat", 0.4f, 0.4f, 0.4f, "shoe")), SETTINGS)
                .plus(List.of(new Neighbour("bag", 0.3f, 0.3f, 0.3f, "sock")), SETTINGS);

        assertThat(session.neighbours())
                .containsExactly(
                        new Neighbour("bag", 0.3f, 0.3f, 0.3f, "sock"), new Neighbour("hat", 0.2f, 0.2f, 0.2f, "shoe"));
    }

    @Test
    void addsUpWhatSeveralItemsSayAndNamesTheOneThatSaysMost() {
        SessionNeighbours session = SessionNeighbours.NONE
                .plus(List.of(new Neighbour("hat", 0.8f, 0.8f, 0.8f, "shoe")), SETTINGS)
                .plus(List.of(new Neighbour("hat", 0.25f, 0, 0, "sock")), SETTINGS);
        assertThat(session.neighbours()).containsExactly(new Neighbour("hat", 0.65f, 0.4f, 0.4f, "shoe"));

        SessionNeighbours later = session.plus(List.of(new Neighbour("hat", 1, 1, 1, "tie")), SETTINGS);
        assertThat(later.of("hat").orElseThrow().causeItemId()).isEqualTo("tie");
    }

    @Test
    void keepsTheStrongestWithinItsLimit() {
        SessionNeighbours session =
                SessionNeighbours.NONE.plus(List.of(weak("d", 4), weak("b", 2), weak("a", 1), weak("c", 2)), SETTINGS);

        assertThat(session.neighbours()).extracting(Neighbour::itemId).containsExactly("d", "b", "c");
        assertThat(session.of("a")).isEmpty();
    }

    @Test
    void fadesWhenNothingIsAdded() {
        SessionNeighbours session = SessionNeighbours.NONE.plus(List.of(weak("hat", 1)), SETTINGS);

        assertThat(session.plus(List.of(), SETTINGS).of("hat").orElseThrow().fast())
                .isEqualTo(0.5f);
    }

    private static Neighbour weak(String itemId, float strength) {
        return new Neighbour(itemId, strength, 0, 0, "shoe");
    }
}
