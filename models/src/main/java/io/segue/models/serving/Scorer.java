package io.segue.models.serving;

import io.segue.state.item.ItemContent;
import java.util.List;

/** One subtask's view of a model, with a mask and announced items of its own. Not thread safe. */
public interface Scorer extends AutoCloseable {
    /** Most items that an answer can have. */
    int ITEMS_MAX = 1_000;

    /** Most items that a scorer keeps beside its model's; the one announced first gives way. */
    int ANNOUNCED_MAX = 65_536;

    /**
     * Cheap: the mask reaches the device with the next call. Items that neither the model knows nor anybody announced
     * are ignored.
     */
    void setAvailable(String itemId, boolean available);

    /**
     * Announces an item by its content: from the next call on it is read and recommended by that, available until
     * {@link #setAvailable} says otherwise. Cheap. An item of the vocabulary keeps what the model learned of it; a
     * model that reads no content, and content that says nothing, change nothing. A vector that {@link
     * NextItemModel#ignoresVectorOf} names is passed over.
     */
    void setContent(String itemId, ItemContent content);

    /**
     * Steps every session through its inputs and ranks all items for it. The sessions move together: round r is one
     * model call for the r-th input of every request that has one. The scores of all are then one product.
     *
     * <p>Never returns an unavailable item, the excluded one, or one that is neither in the vocabulary nor announced.
     *
     * @param count items per answer, within [1, {@value #ITEMS_MAX}]
     * @return one answer a request, in their order
     * @throws IllegalArgumentException if a hidden vector has another size than the model's or isn't finite
     * @throws IllegalStateException if the model or this scorer is closed
     */
    List<ModelAnswer> recommend(List<ModelRequest> batch, int count);

    @Override
    void close();
}
