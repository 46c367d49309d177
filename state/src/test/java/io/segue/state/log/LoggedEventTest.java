package io.segue.state.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggedEventTest {
    private static final ItemContent DEAR = new ItemContent("shoes", "acme", 90, "");
    private static final ItemContent CHEAP = new ItemContent("shoes", "acme", 60, "");

    @Test
    void keepsTheNewestKnownContentOfEveryItem() {
        ItemCatalogue catalogue = LoggedEvent.catalogueOf(List.of(
                event("boots", DEAR), event("boots", CHEAP), event("boots", ItemContent.UNKNOWN), event("hat")));

        assertThat(catalogue.of("boots")).isEqualTo(CHEAP);
        assertThat(catalogue.itemIds()).containsExactlyInAnyOrder("boots", "hat");
        assertThat(catalogue.of("hat").isUnknown()).isTrue();
    }

    @Test
    void takesWhatACatalogueSaysForWhatTheLogSays() {
        ItemCatalogue catalogue = new ItemCatalogue(Map.of("boots", DEAR, "hat", ItemContent.UNKNOWN));

        assertThat(event("boots", CHEAP).describedBy(catalogue)).isEqualTo(event("boots", DEAR));
        assertThat(event("hat", CHEAP).describedBy(catalogue)).isEqualTo(event("hat", CHEAP));
        assertThat(event("tie", CHEAP).describedBy(catalogue)).isEqualTo(event("tie", CHEAP));
    }

    @Test
    void needsAWordForTheType() {
        assertThatThrownBy(() -> new LoggedEvent(event("hat").interaction(), "", DEAR))
                .hasMessage("typeName is , but must be non-empty");
    }

    private static LoggedEvent event(String itemId) {
        return event(itemId, ItemContent.UNKNOWN);
    }

    private static LoggedEvent event(String itemId, ItemContent content) {
        Interaction interaction = new Interaction("e", "ann", itemId, InteractionType.VIEW, 1, "", 0);
        return new LoggedEvent(interaction, "view", content);
    }
}
