package io.segue.state.live;

import io.segue.state.popularity.DecayedMass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came after an item in the sessions of all users, decayed; never more than the caller's limit. The item that has
 * the least of the medium speed leaves first.
 *
 * @param sinceMs event time from which on transitions were counted here, epoch milliseconds
 * @param pastUntilMs event time up to which a past is in the counts, {@link #NO_PAST} without one
 * @param total of all transitions, those of items that left included
 */
public record Successors(long sinceMs, long pastUntilMs, DecayedCounts total, Map<String, DecayedCounts> counts) {
    public static final long NO_PAST = Long.MIN_VALUE;

    public static final Successors NONE = new Successors(Long.MAX_VALUE, NO_PAST, DecayedCounts.NONE, Map.of());

    public Successors {
        // In a fixed order, so that the same counts are always written alike.
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    }

    /**
     * Adds a transition, but for one that is in the past already.
     *
     * @param log2Weight 0 for an item that came directly after, less for one that came later
     */
    public Successors plus(String nextItemId, long timestampMs, double log2Weight, LiveSettings settings) {
        if (timestampMs <= pastUntilMs) {
            return this;
        }
        Map<String, DecayedCounts> next = new LinkedHashMap<>(counts);
        DecayedCounts before = next.getOrDefault(nextItemId, DecayedCounts.NONE);
        next.put(nextItemId, before.plus(timestampMs, log2Weight, settings.successors()));
        if (next.size() > settings.successorsMax()) {
            next.remove(weakest(next));
        }
        return new Successors(
                Math.min(sinceMs, timestampMs),
                pastUntilMs,
                total.plus(timestampMs, log2Weight, settings.successors()),
                next);
    }

    /**
     * With what was counted before, once, where these counts begin after it; else these alone, which hold a part of it
     * already.
     *
     * @param itemId whose successors these are
     */
    public Successors withPast(PastCounts past, String itemId, LiveSettings settings) {
        if (pastUntilMs != NO_PAST || sinceMs <= past.untilMs()) {
            return this;
        }
        Successors before = past.successors(itemId);
        if (before.counts.isEmpty()) {
            return this;
        }
        Map<String, DecayedCounts> sums = new LinkedHashMap<>(before.counts);
        counts.forEach((next, masses) -> sums.merge(next, masses, DecayedCounts::plus));
        while (sums.size() > settings.successorsMax()) {
            sums.remove(weakest(sums));
        }
        return new Successors(sinceMs, past.untilMs(), total.plus(before.total), sums);
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
     * The successors by probability. A probability is the decayed count of a transition over that of all of them plus
     * {@link LiveSettings#smoothing()}: what was seen once is no certainty.
     *
     * @param itemId whose successors these are
     * @param nowMs event time at which is asked, epoch milliseconds
     */
    public List<Neighbour> neighbours(String itemId, long nowMs, LiveSettings settings) {
        HalfLives halfLives = settings.successors();
        Shares fast = new Shares(total.log2Fast(), nowMs, halfLives.fast().toMillis(), settings.smoothing());
        Shares medium = new Shares(total.log2Medium(), nowMs, halfLives.medium().toMillis(), settings.smoothing());
        Shares slow = new Shares(total.log2Slow(), nowMs, halfLives.slow().toMillis(), settings.smoothing());
        List<Neighbour> neighbours = new ArrayList<>(counts.size());
        counts.forEach((next, masses) -> neighbours.add(new Neighbour(
                next, fast.of(masses.log2Fast()), medium.of(masses.log2Medium()), slow.of(masses.log2Slow()), itemId)));
        neighbours.sort(Neighbour.STRONGEST_FIRST);
        return neighbours;
    }

    /** Shares of a decayed total. */
    private record Shares(double total, long nowMs, long halfLifeMs, double smoothing) {
        private float of(double log2Mass) {
            double count = DecayedMass.countAt(log2Mass, nowMs, halfLifeMs);
            return (float) (count / (DecayedMass.countAt(total, nowMs, halfLifeMs) + smoothing));
        }
    }
}
