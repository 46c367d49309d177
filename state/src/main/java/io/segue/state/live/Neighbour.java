package io.segue.state.live;

/**
 * An item and how probable it is to come next, at three speeds of forgetting.
 *
 * @param causeItemId the item of the session that speaks for it most
 */
public record Neighbour(String itemId, float fast, float medium, float slow, String causeItemId) {
    /** The sum, by which neighbours compete for a place. */
    public float strength() {
        return fast + medium + slow;
    }
}
