package io.segue.models.serving;

import io.segue.state.item.ItemContent;
import java.util.List;

/** One subtask's view of a model, with a mask of its own. Not thread safe. */
public interface Scorer extends AutoCloseable {
    /** Most items that an answer can have. */
    int ITEMS_MAX = 1_000;

    /** Cheap: the mask reaches the device with the next call. Items that the model doesn't know are ignored. */
    void setAvailable(String itemId, boolean available);

    /** What the catalogue says of an item; a model without content features does not need it. */
    default void setContent(String itemId, ItemContent content) {}

    /**
     * Steps every session through its inputs and ranks all items for it. The sessions move together: round r is one
     * model call for the r-th input of every request that has one. The scores of all are then one product.
     *
     * <p>Never returns an unavailable item, the excluded one, or one outside the vocabulary.
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
