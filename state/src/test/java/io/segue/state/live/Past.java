package io.segue.state.live;

import java.util.List;
import java.util.Map;

/** A past by hand: the activity of items, and the same successors for all of them. */
record Past(long untilMs, Map<String, ItemActivity> activities, Successors successors) implements PastCounts {
    @Override
    public List<String> itemIds() {
        return List.copyOf(activities.keySet());
    }

    @Override
    public ItemActivity activity(String itemId) {
        return activities.getOrDefault(itemId, ItemActivity.NONE);
    }

    @Override
    public Successors successors(String itemId) {
        return successors;
    }
}
