package io.segue.state.session;

import io.segue.state.recommendation.Source;
import java.util.List;

/** The list that a user was last answered with: what the next interaction of the session tests. */
public record ServedList(List<String> itemIds, Source source) {
    public static final ServedList NONE = new ServedList(List.of(), Source.POPULARITY);

    public ServedList {
        itemIds = List.copyOf(itemIds);
    }

    public boolean isEmpty() {
        return itemIds.isEmpty();
    }
}
