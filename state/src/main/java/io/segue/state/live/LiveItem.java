package io.segue.state.live;

import io.segue.state.item.ItemContent;

/**
 * What is known of one item: what happened to it, what it is made of, and what readers would otherwise work out of that for
 * every list that it may be in.
 *
 * @param isAnnounced whether a catalogue announced the content; else it is what a model learned, or unknown
 * @param department the category above the lowest one, where the shop names paths
 * @param logPrice logarithm of the price; 0 where unknown
 */
public record LiveItem(
        ItemActivity activity, ItemContent content, boolean isAnnounced, String department, double logPrice) {
    /** Nothing. */
    public static final LiveItem UNKNOWN = new LiveItem(ItemActivity.NONE, ItemContent.UNKNOWN);

    /** An item of which a catalogue announced this content, unless it is unknown. */
    public LiveItem(ItemActivity activity, ItemContent content) {
        this(activity, content, !content.isUnknown());
    }

    private LiveItem(ItemActivity activity, ItemContent content, boolean isAnnounced) {
        this(
                activity,
                content,
                isAnnounced,
                department(content.category()),
                content.hasPrice() ? Math.log(content.price()) : 0);
    }

    private static String department(String category) {
        int dot = category.lastIndexOf('.');
        return (dot < 0 ? category : category.substring(0, dot)).intern();
    }

    LiveItem with(ItemActivity newActivity) {
        return new LiveItem(newActivity, content, isAnnounced, department, logPrice);
    }

    /** With content that a model learned, where none is announced. */
    LiveItem learned(ItemContent learnedContent) {
        return isAnnounced || learnedContent == content ? this : new LiveItem(activity, learnedContent, false);
    }
}
