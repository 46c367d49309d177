package io.segue.state.live;

import io.segue.state.prequential.ListTest;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Source;
import java.util.List;

/**
 * The list that a user was last answered with: what the next interaction of the session tests.
 *
 * @param afterItemId the item just seen when it was shown
 * @param items best first
 * @param model that made it
 * @param control what popularity alone would have shown at that moment, best first; empty where it was not asked
 *     or knew nothing
 */
public record ServedList(String afterItemId, List<Shown> items, ModelVersion model, List<String> control) {
    public static final ServedList NONE =
            new ServedList("", List.of(), new ModelVersion(ModelVersion.NONE, ModelVersion.CHAMPION), List.of());

    /** A place of the list, and who proposed the item. */
    public record Shown(String itemId, Source source) {}

    public ServedList {
        items = List.copyOf(items);
        control = List.copyOf(control);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public List<String> itemIds() {
        return items.stream().map(Shown::itemId).toList();
    }

    /** Rank of an item, 1 for the first, {@link ListTest#MISS} where it isn't on the list. */
    public int rankOf(String itemId) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).itemId().equals(itemId)) {
                return i + 1;
            }
        }
        return ListTest.MISS;
    }

    /** The same on the control's list; {@link ListTest#NOT_ASKED} without one. */
    public int controlRankOf(String itemId) {
        return control.isEmpty() ? ListTest.NOT_ASKED : control.indexOf(itemId) + 1;
    }
}
