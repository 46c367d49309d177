package io.segue.state.live;

import io.segue.state.item.ItemContent;

/** What is known of one item: what happened to it, and what it is made of. */
public record LiveItem(ItemActivity activity, ItemContent content) {
    /** Nothing. */
    public static final LiveItem UNKNOWN = new LiveItem(ItemActivity.NONE, ItemContent.UNKNOWN);
}
