package io.segue.state.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.settings.InvalidOptionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InteractionTest {
    @ParameterizedTest
    @CsvSource({"'', u1, i1, eventId", "e1, '', i1, userId", "e1, u1, '', itemId"})
    void needsItsIds(String eventId, String userId, String itemId, String missing) {
        assertThatThrownBy(() -> new Interaction(eventId, userId, itemId, InteractionType.CLICK, 0, "", 0))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(missing + " is , but must be non-empty");
    }

    @Test
    void namesItsSessionOrLeavesItToTheGap() {
        assertThat(new Interaction("e1", "u1", "i1", InteractionType.CLICK, 0, "s1", 0).namesItsSession())
                .isTrue();
        assertThat(new Interaction("e1", "u1", "i1", InteractionType.CLICK, 0, "", 0).namesItsSession())
                .isFalse();
    }

    @Test
    void hasTypesInTheOrderOfStateAndModels() {
        assertThat(InteractionType.values())
                .as("append only")
                .startsWith(InteractionType.CLICK, InteractionType.VIEW, InteractionType.PURCHASE)
                .hasSize(InteractionType.count());
        assertThat(InteractionType.ofOrdinal(2)).isEqualTo(InteractionType.PURCHASE);
    }
}
