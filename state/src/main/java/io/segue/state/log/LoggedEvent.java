package io.segue.state.log;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import java.util.HashMap;
import java.util.Map;

/**
 * An event as a log has it: what the contract of the topics carries, and what it does not.
 *
 * @param typeName the log's own word for the type, in lower case: a {@code cart} is one here, where the contract has
 *     no topic for it
 * @param content of the item at that time, {@link ItemContent#UNKNOWN} where the log has none
 */
public record LoggedEvent(Interaction interaction, String typeName, ItemContent content) {
    public LoggedEvent {
        require(!typeName.isEmpty(), "typeName", typeName, "non-empty");
    }

    public String itemId() {
        return interaction.itemId();
    }

    public long timestampMs() {
        return interaction.timestampMs();
    }

    /** The same event with what a catalogue says of its item, where it says anything. */
    public LoggedEvent describedBy(ItemCatalogue catalogue) {
        ItemContent said = catalogue.of(itemId());
        return said.isUnknown() ? this : new LoggedEvent(interaction, typeName, said);
    }

    /** Every item of a log with its newest known content. */
    public static ItemCatalogue catalogueOf(Iterable<LoggedEvent> eventsInTimeOrder) {
        Map<String, ItemContent> items = new HashMap<>();
        for (LoggedEvent event : eventsInTimeOrder) {
            if (event.content().isUnknown()) {
                items.putIfAbsent(event.itemId(), ItemContent.UNKNOWN);
            } else {
                items.put(event.itemId(), event.content());
            }
        }
        return new ItemCatalogue(items);
    }
}
