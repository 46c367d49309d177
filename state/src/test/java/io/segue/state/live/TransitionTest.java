package io.segue.state.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import org.junit.jupiter.api.Test;

class TransitionTest {
    @Test
    void comesFromTheItemsBeforeAndWeighsLessFromFurtherBack() {
        assertThat(Transition.of(session("a", "b", "c", "d"), 2))
                .containsExactly(new Transition("c", "d", -0.0), new Transition("b", "d", -1));
    }

    @Test
    void isNoneForTheFirstEvent() {
        assertThat(Transition.of(session("a"), 3)).isEmpty();
    }

    @Test
    void isNoneFromAnItemToItself() {
        assertThat(Transition.of(session("a", "b", "b"), 3)).containsExactly(new Transition("a", "b", -1));
    }

    @Test
    void isOneForEachTimeThatAnItemCameBefore() {
        assertThat(Transition.of(session("a", "a", "b"), 3))
                .extracting(Transition::fromItemId)
                .containsExactly("a", "a");
    }

    private static SessionTail session(String... itemIds) {
        SessionTail tail = SessionTail.EMPTY;
        for (String itemId : itemIds) {
            tail = tail.append(
                    new SessionEvent(itemId, InteractionType.VIEW, tail.events().size()), 10);
        }
        return tail;
    }
}
