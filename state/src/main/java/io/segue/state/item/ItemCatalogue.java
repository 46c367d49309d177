package io.segue.state.item;

import java.util.Map;
import java.util.Set;

/** The content of items, by id: what a training and an evaluation know of them. */
public record ItemCatalogue(Map<String, ItemContent> items) {
    public static final ItemCatalogue EMPTY = new ItemCatalogue(Map.of());

    public ItemCatalogue {
        items = Map.copyOf(items);
    }

    /** {@link ItemContent#UNKNOWN} for an item that is not listed. */
    public ItemContent of(String itemId) {
        return items.getOrDefault(itemId, ItemContent.UNKNOWN);
    }

    public Set<String> itemIds() {
        return items.keySet();
    }
}
