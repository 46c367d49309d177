package io.segue.state.item;

import static io.segue.state.settings.Requirements.require;

/**
 * What the catalogue says of an item. A tombstone on the topic is an item that is not available.
 *
 * <p>Content (category, brand, price, title, vector) is checked at the border and not carried until a model reads it.
 */
public record Item(String itemId, boolean available) {
    public Item {
        require(!itemId.isEmpty(), "itemId", itemId, "non-empty");
    }
}
