package io.segue.models.delta;

import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.item.ItemCatalogue;

/**
 * Items with rows of their own behind those that there were.
 *
 * @param firstRow of the first of them: so many items came before
 * @param vocabulary in the order of their rows
 * @param catalogue what is known of them
 */
public record AddedItems(int firstRow, Vocabulary vocabulary, ItemCatalogue catalogue) {
    public AddedItems {
        if (firstRow < 0) {
            throw new IllegalArgumentException("firstRow is " + firstRow + ", but must be at least 0");
        }
    }

    /** Items that there are with them. */
    public int itemsCount() {
        return firstRow + vocabulary.size();
    }
}
