package io.segue.state.live;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often items were recommended to a user without a reaction; never more than the caller's limit, those shown longest
 * ago leave first.
 */
public record Impressions(Map<String, Integer> counts) {
    public static final Impressions NONE = new Impressions(Map.of());

    public Impressions {
        // Map.copyOf would lose the order.
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /**
     * The items of one list were shown.
     *
     * @param itemsMax 0 to remember nothing
     */
    public Impressions shown(List<String> itemIds, int itemsMax) {
        if (itemsMax == 0) {
            return NONE;
        }
        LinkedHashMap<String, Integer> next = new LinkedHashMap<>(counts);
        for (String itemId : itemIds) {
            Integer before = next.remove(itemId);
            next.put(itemId, before == null ? 1 : before + 1);
        }
        Iterator<String> oldest = next.keySet().iterator();
        for (int over = next.size() - itemsMax; over > 0; over--) {
            oldest.next();
            oldest.remove();
        }
        return new Impressions(next);
    }

    /** The user did something with the item: it starts anew. */
    public Impressions reacted(String itemId) {
        if (!counts.containsKey(itemId)) {
            return this;
        }
        LinkedHashMap<String, Integer> next = new LinkedHashMap<>(counts);
        next.remove(itemId);
        return new Impressions(next);
    }

    public int of(String itemId) {
        return counts.getOrDefault(itemId, 0);
    }
}
