package io.segue.state.popularity;

import static io.segue.state.settings.Requirements.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
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
    /** The best ones, as far as somebody has asked since the last change: there are many questions between two changes. */
    private final List<Entry> read = new ArrayList<>();

    private Iterator<Entry> unread = ranking.iterator();

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
        startOver();
    }

    private void startOver() {
        read.clear();
        unread = ranking.iterator();
    }

    /** Forgets an item, for an owner that no longer knows it. */
    public void remove(String itemId) {
        Entry entry = entries.remove(itemId);
        if (entry != null) {
            ranking.remove(entry);
            startOver();
        }
    }

    /** The best {@code count} items that are wanted, best first; fewer where the table has no more. */
    public List<Entry> top(int count, Predicate<String> wanted) {
        List<Entry> top = new ArrayList<>(count);
        for (int place = 0; top.size() < count && has(place); place++) {
            if (wanted.test(read.get(place).itemId())) {
                top.add(read.get(place));
            }
        }
        return top;
    }

    private boolean has(int place) {
        if (place == read.size() && unread.hasNext()) {
            read.add(unread.next());
        }
        return place < read.size();
    }

    public int size() {
        return ranking.size();
    }
}
