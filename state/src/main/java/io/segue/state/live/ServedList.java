package io.segue.state.live;

import io.segue.state.prequential.ListSums;
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
 * @param shadows lists that were made beside it, and not shown
 */
public record ServedList(
        String afterItemId, List<Shown> items, ModelVersion model, List<String> control, List<ShadowList> shadows) {
    /** Places of a shadow's list that are remembered: nothing below them counts. */
    public static final int SHADOW_ITEMS_MAX = ListSums.DEPTH;

    public static final ServedList NONE =
            new ServedList("", List.of(), new ModelVersion(ModelVersion.NONE, ModelVersion.CHAMPION), List.of());

    /** A place of the list, and who proposed the item. */
    public record Shown(String itemId, Source source) {}

    /**
     * What another variant would have shown at that moment.
     *
     * @param items best first, {@link #SHADOW_ITEMS_MAX} at most
     */
    public record ShadowList(ModelVersion model, List<Shown> items) {
        public ShadowList {
            items = List.copyOf(items.subList(0, Math.min(items.size(), SHADOW_ITEMS_MAX)));
        }
    }

    /** A list with none beside it. */
    public ServedList(String afterItemId, List<Shown> items, ModelVersion model, List<String> control) {
        this(afterItemId, items, model, control, List.of());
    }

    public ServedList {
        shadows = List.copyOf(shadows);
        items = List.copyOf(items);
        control = List.copyOf(control);
    }

    /** The same with these beside it. */
    public ServedList with(List<ShadowList> others) {
        return new ServedList(afterItemId, items, model, control, others);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    public List<String> itemIds() {
        return items.stream().map(Shown::itemId).toList();
    }

    /** Rank of an item, 1 for the first, {@link ListTest#MISS} where it isn't on the list. */
    public int rankOf(String itemId) {
        return rankOf(itemId, items);
    }

    /** The same on any list. */
    public static int rankOf(String itemId, List<Shown> items) {
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
