package io.segue.models.gru;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** How often each item came among the newest events, and once more: an item that did not come may still be drawn. */
final class RecentCounts {
    private final int eventsMax;
    private final Queue<Integer> newest = new ArrayDeque<>();
    private long[] counts = new long[0];

    RecentCounts(int eventsMax) {
        this.eventsMax = eventsMax;
    }

    /** Makes room for items that have not come yet. */
    void grow(int items) {
        int before = counts.length;
        counts = Arrays.copyOf(counts, items);
        Arrays.fill(counts, before, items, 1);
    }

    void add(int row) {
        counts[row]++;
        newest.add(row);
        if (newest.size() > eventsMax) {
            counts[newest.remove()]--;
        }
    }

    /** By item row, at least 1. */
    long[] counts() {
        return counts;
    }
}
