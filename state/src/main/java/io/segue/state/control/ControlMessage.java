package io.segue.state.control;

import io.segue.state.item.Item;
import io.segue.state.live.ItemActivity;
import io.segue.state.release.Release;

/** What every subtask of the scoring and the ranking operator is told, beside the interactions of its own users. */
public sealed interface ControlMessage {
    /** A release was published. */
    record ReleaseChanged(Release release) implements ControlMessage {}

    /** An item was announced or withdrawn. */
    record ItemChanged(Item item) implements ControlMessage {}

    /** Something happened to an item. */
    record ItemActivityChanged(String itemId, ItemActivity activity) implements ControlMessage {}
}
