package io.segue.models.gru;

import io.segue.models.delta.AddedItems;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.device.DeviceChoice;
import io.segue.models.vocabulary.KnownItems;
import java.util.List;

/**
 * What can be learned on and patched: the numbers of a network on the Java side, and the items that its rows are of. Who
 * keeps it beside an open model pays for the weights once more.
 */
public record GruState(GruWeights weights, KnownItems known) {
    /**
     * A copy that knows what was learned since; this one stays what it is.
     *
     * @throws IllegalArgumentException if the delta is of another state
     */
    public GruState patched(WeightsDelta delta) {
        return new GruState(weights.patched(delta), withItems(delta.items()));
    }

    private KnownItems withItems(AddedItems added) {
        List<String> itemIds = added.vocabulary().itemIds();
        int there = known.vocabulary().size() - added.firstRow();
        for (int i = 0; i < there; i++) {
            String known = this.known.vocabulary().itemId(added.firstRow() + i);
            if (!known.equals(itemIds.get(i))) {
                throw new IllegalArgumentException("the delta has item '" + itemIds.get(i) + "' in row "
                        + (added.firstRow() + i) + ", but the model has '" + known + "' there");
            }
        }
        List<String> news = itemIds.subList(there, itemIds.size());
        return news.isEmpty() ? known : known.plus(news, added.catalogue()::of);
    }

    /** Brings it to a device. Whoever asks closes the model. */
    public GruModel open(String version, DeviceChoice device) {
        return new GruModel(version, weights, known, device);
    }
}
