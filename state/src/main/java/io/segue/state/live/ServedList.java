package io.segue.state.live;

import java.util.List;

/**
 * The list that a user was last answered with: what the next interaction of the session tests.
 *
 * @param afterItemId the item just seen when it was shown
 * @param byModel whether a model had a part in it
 */
public record ServedList(String afterItemId, List<String> itemIds, boolean byModel) {
    public static final ServedList NONE = new ServedList("", List.of(), false);

    public ServedList {
        itemIds = List.copyOf(itemIds);
    }

    public boolean isEmpty() {
        return itemIds.isEmpty();
    }
}
