package io.segue.state.live;

import java.util.Comparator;

/**
 * An item and how probable it is to come next, at three speeds of forgetting.
 *
 * @param causeItemId the item of the session that speaks for it most
 */
public record Neighbour(String itemId, float fast, float medium, float slow, String causeItemId) {
    /** The order of all lists of neighbours, ties by item id. */
    public static final Comparator<Neighbour> STRONGEST_FIRST =
            Comparator.comparingDouble(Neighbour::strength).reversed().thenComparing(Neighbour::itemId);

    /** The sum, by which neighbours compete for a place. */
    public float strength() {
        return fast + medium + slow;
    }
}
