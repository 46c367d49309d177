package io.segue.models.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The candidates of one turn by item id, each there once, in an open table: some hundreds are looked up for every turn. */
final class CandidateTable {
    private static final int CAPACITY_MIN = 16;
    private static final int HASH_HALF = 16;

    private final Predicate<String> wanted;
    private final List<Candidate> all;
    /** A power of two of them, at most half of them taken; an item is in the first free one from its hash on. */
    private @Nullable Candidate[] slots;

    /**
     * An empty one.
     *
     * @param wanted which items may be recommended at all; asked once for each
     * @param expected how many items it has room for before it grows
     */
    CandidateTable(Predicate<String> wanted, int expected) {
        this.wanted = wanted;
        this.all = new ArrayList<>(expected);
        this.slots = new Candidate[2 * Integer.highestOneBit(Math.max(CAPACITY_MIN, 2 * expected) - 1)];
    }

    /** That of an item, which is there from now on. */
    Candidate of(String itemId) {
        int slot = slot(itemId);
        Candidate known = slots[slot];
        if (known != null) {
            return known;
        }
        Candidate candidate = new Candidate(itemId, wanted.test(itemId));
        slots[slot] = candidate;
        all.add(candidate);
        if (2 * all.size() > slots.length) {
            grow();
        }
        return candidate;
    }

    Optional<Candidate> find(String itemId) {
        return Optional.ofNullable(slots[slot(itemId)]);
    }

    /** In the order in which they were asked for first. */
    List<Candidate> all() {
        return all;
    }

    private int slot(String itemId) {
        int hash = itemId.hashCode();
        int mask = slots.length - 1;
        int slot = (hash ^ hash >>> HASH_HALF) & mask;
        for (Candidate at = slots[slot]; at != null && !at.itemId().equals(itemId); at = slots[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        slots = new Candidate[2 * slots.length];
        for (Candidate candidate : all) {
            slots[slot(candidate.itemId())] = candidate;
        }
    }
}
