package io.segue.state.item;

import static io.segue.state.settings.Requirements.require;

/**
 * What the catalogue says of an item. A tombstone on the topic is an item that is not available.
 *
 * @param content {@link ItemContent#UNKNOWN} where nothing is said
 * @param contentMalformed whether something was said that cannot be used; the item itself is good
 */
public record Item(String itemId, boolean available, ItemContent content, boolean contentMalformed) {
    public Item {
        require(!itemId.isEmpty(), "itemId", itemId, "non-empty");
        require(!contentMalformed || content.isUnknown(), "content", content, "unknown where it is malformed");
    }

    /** An item without content. */
    public Item(String itemId, boolean available) {
        this(itemId, available, ItemContent.UNKNOWN, false);
    }

    public Item(String itemId, boolean available, ItemContent content) {
        this(itemId, available, content, false);
    }

    /** An item whose content cannot be used. */
    public static Item withMalformedContent(String itemId, boolean available) {
        return new Item(itemId, available, ItemContent.UNKNOWN, true);
    }
}
