package io.segue.state.control;

import io.segue.state.item.Item;
import io.segue.state.release.Release;

/** What every subtask of the serving operator is told, beside the interactions of its own users. */
public sealed interface ControlMessage {
    /** A release was published. */
    record ReleaseChanged(Release release) implements ControlMessage {}

    /** An item was announced or withdrawn. */
    record ItemChanged(Item item) implements ControlMessage {}

    /**
     * An item's popularity changed.
     *
     * @param log2Mass see {@link io.segue.state.popularity.DecayedMass}
     */
    record PopularityChanged(String itemId, double log2Mass) implements ControlMessage {}
}
