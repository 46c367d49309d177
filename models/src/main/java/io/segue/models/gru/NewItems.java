package io.segue.models.gru;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Items without a row, and how often they came, until they came often enough for one. */
final class NewItems {
    private final int supportMin;
    private final int itemsMax;
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    /** @param itemsMax that wait; the one that came first is given up */
    NewItems(int supportMin, int itemsMax) {
        this.supportMin = supportMin;
        this.itemsMax = itemsMax;
    }

    void add(String itemId) {
        counts.merge(itemId, 1, Integer::sum);
        if (counts.size() > itemsMax) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    /**
     * Those that came often enough, with how often; they wait no more.
     *
     * @param countMax at most so many
     */
    Map<String, Integer> take(int countMax) {
        Map<String, Integer> taken = new LinkedHashMap<>();
        for (String itemId : List.copyOf(counts.keySet())) {
            int count = counts.getOrDefault(itemId, 0);
            if (taken.size() < countMax && count >= supportMin) {
                taken.put(itemId, count);
                counts.remove(itemId);
            }
        }
        return taken;
    }
}
