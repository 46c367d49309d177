package io.segue.state.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came after an item in the sessions of all users, decayed; never more than the caller's limit. The item that has
 * the least of the medium speed leaves first.
 *
 * @param total of all transitions, those of items that left included
 */
public record Successors(DecayedCounts total, Map<String, DecayedCounts> counts) {
    public static final Successors NONE = new Successors(DecayedCounts.NONE, Map.of());

    private static final Comparator<Neighbour> STRONGEST_FIRST =
            Comparator.comparingDouble(Neighbour::strength).reversed().thenComparing(Neighbour::itemId);

    public Successors {
        counts = Map.copyOf(counts);
    }

    /**
     * Adds a transition.
     *
     * @param log2Weight 0 for an item that came directly after, less for one that came later
     */
    public Successors plus(String nextItemId, long timestampMs, double log2Weight, LiveSettings settings) {
        Map<String, DecayedCounts> next = new HashMap<>(counts);
        DecayedCounts before = next.getOrDefault(nextItemId, DecayedCounts.NONE);
        next.put(nextItemId, before.plus(timestampMs, log2Weight, settings.successors()));
        if (next.size() > settings.successorsMax()) {
            next.remove(weakest(next));
        }
        return new Successors(total.plus(timestampMs, log2Weight, settings.successors()), next);
    }

    private static String weakest(Map<String, DecayedCounts> counts) {
        String weakest = "";
        double least = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, DecayedCounts> entry : counts.entrySet()) {
            double mass = entry.getValue().log2Medium();
            if (mass < least || (mass == least && entry.getKey().compareTo(weakest) < 0)) {
                least = mass;
                weakest = entry.getKey();
            }
        }
        return weakest;
    }

    /**
     * The successors by probability; does not depend on the time at which it is asked.
     *
     * @param itemId whose successors these are
     * @param count at most
     */
    public List<Neighbour> neighbours(String itemId, int count) {
        List<Neighbour> neighbours = new ArrayList<>(counts.size());
        counts.forEach((next, masses) -> neighbours.add(new Neighbour(
                next,
                share(masses.log2Fast(), total.log2Fast()),
                share(masses.log2Medium(), total.log2Medium()),
                share(masses.log2Slow(), total.log2Slow()),
                itemId)));
        neighbours.sort(STRONGEST_FIRST);
        return neighbours.size() > count ? List.copyOf(neighbours.subList(0, count)) : neighbours;
    }

    private static float share(double log2Mass, double log2Total) {
        return (float) Math.pow(2, log2Mass - log2Total);
    }
}
