package io.segue.state.session;

import static io.segue.state.session.Events.MINUTE;
import static io.segue.state.session.Events.TEN_O_CLOCK;
import static io.segue.state.session.Events.itemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.InteractionType;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTailTest {
    @Test
    void keepsTheNewestEventsOldestFirst() {
        SessionTail tail = SessionTail.EMPTY
                .append(event("hat", 0), 2)
                .append(event("scarf", 1), 2)
                .append(event("glove", 2), 2);

        assertThat(itemsOf(tail)).containsExactly("scarf", "glove");
        assertThat(tail.newest().itemId()).isEqualTo("glove");
    }

    @Test
    void knowsWhenTheEventBeforeTheOldestOneHappened() {
        SessionTail whole = SessionTail.EMPTY.append(event("hat", 0), 2).append(event("scarf", 1), 2);
        assertThat(whole.precedingTimestampMs()).isEqualTo(ContextFeatures.NO_PRECEDING);

        assertThat(whole.append(event("glove", 2), 2).precedingTimestampMs()).isEqualTo(TEN_O_CLOCK);
    }

    @Test
    void dropsMoreThanOneEventWhenTheLimitWasLowered() {
        SessionTail tail = SessionTail.EMPTY
                .append(event("hat", 0), 10)
                .append(event("scarf", 1), 10)
                .append(event("glove", 2), 10)
                .append(event("coat", 3), 2);

        assertThat(itemsOf(tail)).containsExactly("glove", "coat");
        assertThat(tail.precedingTimestampMs()).isEqualTo(TEN_O_CLOCK + MINUTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 49, 50, 51})
    void givesTheModelTheSameInputsAsTheWholeSessionWould(int tailMax) {
        Random random = new Random(7);
        SessionTail whole = SessionTail.EMPTY;
        SessionTail tail = SessionTail.EMPTY;
        long timestampMs = TEN_O_CLOCK;
        for (int i = 0; i < 50; i++) {
            timestampMs += random.nextInt(20 * 60_000) - 2 * 60_000; // some are out of order
            SessionEvent event = new SessionEvent("item" + i, InteractionType.ofOrdinal(i % 3), timestampMs);
            whole = whole.append(event, 1_000);
            tail = tail.append(event, tailMax);

            List<StepInput> inputs = whole.inputs();
            assertThat(tail.inputs()).isEqualTo(inputs.subList(Math.max(0, inputs.size() - tailMax), inputs.size()));
            assertThat(tail.newestInput()).isEqualTo(whole.newestInput());
        }
    }

    @Test
    void opensWithItsFirstEventAlone() {
        SessionTail first = SessionTail.EMPTY.append(event("hat", 0), 1);

        assertThat(first.isOpening()).isTrue();
        assertThat(first.append(event("scarf", 1), 1).isOpening())
                .as("of two events one is kept")
                .isFalse();
        assertThat(first.append(event("scarf", 1), 2).isOpening()).isFalse();
    }

    @Test
    void isEmptyBeforeTheFirstEvent() {
        assertThat(SessionTail.EMPTY.isEmpty()).isTrue();
        assertThat(SessionTail.EMPTY.inputs()).isEmpty();
    }

    private static SessionEvent event(String itemId, long atMinute) {
        return new SessionEvent(itemId, InteractionType.VIEW, TEN_O_CLOCK + atMinute * MINUTE);
    }
}
