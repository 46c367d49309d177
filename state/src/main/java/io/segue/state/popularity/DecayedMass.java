package io.segue.state.popularity;

/**
 * An exponentially decayed count as the base-2 logarithm of its forward-decayed mass (Cormode et al., "Forward Decay",
 * ICDE 2009): an event at time {@code t} weighs {@code 2^(t / halfLife)}. The order of two items by mass does not
 * change while time passes, so a table of masses needs no ageing.
 */
public final class DecayedMass {
    /** The mass of an item without events. */
    public static final double NONE = Double.NEGATIVE_INFINITY;

    private static final double LN_2 = Math.log(2);

    private DecayedMass() {}

    /** Adds one event to a mass. */
    public static double plus(double log2Mass, long timestampMs, long halfLifeMs) {
        return sum(log2Mass, (double) timestampMs / halfLifeMs);
    }

    /** The base-2 logarithm of the sum of two masses. */
    public static double sum(double log2Mass, double otherLog2Mass) {
        double larger = Math.max(log2Mass, otherLog2Mass);
        double smaller = Math.min(log2Mass, otherLog2Mass);
        if (smaller == NONE) {
            return larger;
        }
        return larger + Math.log1p(Math.pow(2, smaller - larger)) / LN_2;
    }

    /** The decayed number of events as seen at {@code nowMs}; finite even when seen from long before them. */
    public static double countAt(double log2Mass, long nowMs, long halfLifeMs) {
        return Math.min(Double.MAX_VALUE, Math.pow(2, log2Mass - (double) nowMs / halfLifeMs));
    }
}
