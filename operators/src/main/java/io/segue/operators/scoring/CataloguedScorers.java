package io.segue.operators.scoring;

import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.operators.model.WithdrawnItems;
import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells every scorer what the catalogue says: all of it when the scorer is opened, on any thread, and what changes from then
 * on. Only the task's thread hears of changes.
 */
final class CataloguedScorers {
    private final WithdrawnItems withdrawn;
    private final int itemsMax;
    private final Runnable onVectorIgnored;
    private final Map<String, ItemContent> contents = new ConcurrentHashMap<>();

    /**
     * Nothing is known of any item yet.
     *
     * @param itemsMax items whose content is remembered; of more, those that came last are not
     * @param onVectorIgnored runs, on any thread, when a model is told of a vector that is not of the length that it reads
     */
    CataloguedScorers(WithdrawnItems withdrawn, int itemsMax, Runnable onVectorIgnored) {
        this.withdrawn = withdrawn;
        this.itemsMax = itemsMax;
        this.onVectorIgnored = onVectorIgnored;
    }

    /** A new view of a model. */
    Scorer open(NextItemModel model) {
        contents.values().forEach(content -> count(model, content));
        return openAgain(model);
    }

    /** The same of one whose release was opened before. */
    Scorer openAgain(NextItemModel model) {
        Scorer scorer = model.newScorer();
        contents.forEach(scorer::setContent);
        withdrawn.forEach(itemId -> scorer.setAvailable(itemId, false));
        return scorer;
    }

    /** Remembers what the catalogue says, for the scorers to come. */
    void changed(Item item) throws Exception {
        withdrawn.changed(item);
        if (item.content().isUnknown()) {
            contents.remove(item.itemId());
        } else if (contents.size() < itemsMax || contents.containsKey(item.itemId())) {
            contents.put(item.itemId(), item.content());
        }
    }

    /** Tells a scorer, which is a view of this model. */
    void tell(NextItemModel model, Scorer scorer, Item item) {
        count(model, item.content());
        tellAgain(scorer, item);
    }

    /** The same of one whose release was told before. */
    void tellAgain(Scorer scorer, Item item) {
        scorer.setContent(item.itemId(), item.content());
        scorer.setAvailable(item.itemId(), item.available());
    }

    private void count(NextItemModel model, ItemContent content) {
        if (model.ignoresVectorOf(content)) {
            onVectorIgnored.run();
        }
    }
}
