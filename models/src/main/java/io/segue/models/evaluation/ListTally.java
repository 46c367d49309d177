package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.item.ItemCatalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds up what the lists of one model are like, each cut to the same length. */
public final class ListTally {
    private final ItemCatalogue catalogue;
    private final Map<String, Integer> support;
    private final int cutoff;

    private final Set<String> recommended = new HashSet<>();
    private long items;
    private double logSupport;
    private double itemSupport;
    private long targets;
    private double targetSupport;
    private long pairs;
    private long pairsOfDifferentCategories;

    /** @param support events in the training slice by item */
    public ListTally(ItemCatalogue catalogue, Map<String, Integer> support, int cutoff) {
        this.catalogue = catalogue;
        this.support = support;
        this.cutoff = cutoff;
    }

    /** @param nextSupport events of the item that came next */
    public void add(List<ScoredItem> list, int nextSupport) {
        Map<String, Integer> categories = new HashMap<>();
        int known = 0;
        for (ScoredItem item : list.subList(0, Math.min(cutoff, list.size()))) {
            recommended.add(item.itemId());
            items++;
            int events = support.getOrDefault(item.itemId(), 0);
            logSupport += Math.log1p(events);
            itemSupport += events;
            String category = catalogue.of(item.itemId()).category();
            if (!category.isEmpty()) {
                categories.merge(category, 1, Integer::sum);
                known++;
            }
        }
        targets++;
        targetSupport += nextSupport;
        pairs += pairs(known);
        pairsOfDifferentCategories += pairs(known)
                - categories.values().stream().mapToLong(ListTally::pairs).sum();
    }

    private static long pairs(int count) {
        return count * (count - 1L) / 2;
    }

    public ListFigures figures() {
        double meanTarget = share(targetSupport, targets);
        return new ListFigures(
                share(recommended.size(), catalogue.items().size()),
                share(logSupport, items),
                meanTarget == 0 ? 0 : share(itemSupport, items) / meanTarget,
                pairs == 0 ? Double.NaN : share(pairsOfDifferentCategories, pairs));
    }

    private static double share(double part, long whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
