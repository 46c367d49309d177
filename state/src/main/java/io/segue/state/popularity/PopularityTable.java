package io.segue.state.popularity;

import static io.segue.state.settings.Requirements.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The most popular items, best first, never more than {@code itemsMax}. An item that falls out comes back with its next
 * event, since masses only grow and their order never ages. Not thread safe.
 */
public final class PopularityTable {
    /** An item and its mass, see {@link DecayedMass}. */
    public record Entry(String itemId, double log2Mass) {}

    private static final Comparator<Entry> BEST_FIRST =
            Comparator.comparingDouble(Entry::log2Mass).reversed().thenComparing(Entry::itemId);

    private final int itemsMax;
    private final TreeSet<Entry> ranking = new TreeSet<>(BEST_FIRST);
    private final Map<String, Entry> entries = new HashMap<>();

    public PopularityTable(int itemsMax) {
        require(itemsMax >= 1, "itemsMax", itemsMax, "at least 1");
        this.itemsMax = itemsMax;
    }

    public void update(String itemId, double log2Mass) {
        Entry entry = new Entry(itemId, log2Mass);
        Entry before = entries.put(itemId, entry);
        if (before != null) {
            ranking.remove(before);
        }
        ranking.add(entry);
        if (ranking.size() > itemsMax) {
            entries.remove(ranking.pollLast().itemId());
        }
    }

    /** Forgets an item, for an owner that no longer knows it. */
    public void remove(String itemId) {
        Entry entry = entries.remove(itemId);
        if (entry != null) {
            ranking.remove(entry);
        }
    }

    /** The best {@code count} items that are wanted, best first; fewer where the table has no more. */
    public List<Entry> top(int count, Predicate<String> wanted) {
        List<Entry> top = new ArrayList<>(count);
        for (Entry entry : ranking) {
            if (top.size() == count) {
                break;
            }
            if (wanted.test(entry.itemId())) {
                top.add(entry);
            }
        }
        return top;
    }

    public int size() {
        return ranking.size();
    }
}
