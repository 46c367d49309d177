package io.segue.models.vocabulary;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The items that a model was trained on and what it knows of their content.
 *
 * @param catalogue content of the items of the vocabulary; what it holds of others is not kept in a bundle
 */
public record KnownItems(Vocabulary vocabulary, ItemCatalogue catalogue, ContentVocabulary content) {
    /** Items without any content. */
    public static KnownItems withoutContent(Vocabulary vocabulary) {
        return new KnownItems(vocabulary, ItemCatalogue.EMPTY, ContentVocabulary.NONE);
    }

    /** How many items have a vector that is not read, for its length. */
    public int ignoredVectors() {
        return (int) catalogue.items().values().stream()
                .filter(content::ignoresVectorOf)
                .count();
    }

    /** The content of the item in a row of the vocabulary. */
    public ContentRows contentOf(int row) {
        return content.rows(catalogue.of(vocabulary.itemId(row)));
    }

    /** By row of the vocabulary. */
    public List<ContentRows> contents() {
        return vocabulary.itemIds().stream()
                .map(itemId -> content.rows(catalogue.of(itemId)))
                .toList();
    }

    /**
     * With more items, in rows behind the others. What is known of the others, and what contents are called, stays.
     *
     * @param contentOf what is known of them
     */
    public KnownItems plus(List<String> itemIds, Function<String, ItemContent> contentOf) {
        Map<String, ItemContent> contents = new HashMap<>(catalogue.items());
        for (String itemId : itemIds) {
            ItemContent of = contentOf.apply(itemId);
            if (!of.isUnknown()) {
                contents.put(itemId, of);
            }
        }
        return new KnownItems(vocabulary.plus(itemIds), new ItemCatalogue(contents), content);
    }
}
