package io.segue.state.live;

import java.util.Comparator;

/**
 * An item and how probable it is to come next, at three speeds of forgetting.
 *
 * @param causeItemId the item of the session that speaks for it most
 */
public record Neighbour(String itemId, float fast, float medium, float slow, String causeItemId) {
    /** The order of all lists of neighbours, ties by item id. */
    public static final Comparator<Neighbour> STRONGEST_FIRST = Neighbour::compareByStrength;

    /** By hand: comparators made of others cost a sort several times as much. */
    private static int compareByStrength(Neighbour one, Neighbour other) {
        int byStrength = Float.compare(other.strength(), one.strength());
        return byStrength != 0 ? byStrength : one.itemId.compareTo(other.itemId);
    }

    /** The sum, by which neighbours compete for a place. */
    public float strength() {
        return fast + medium + slow;
    }
}
