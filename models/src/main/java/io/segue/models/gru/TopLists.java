package io.segue.models.gru;

import io.segue.models.proposal.ScoredItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a call brought back, row after row: the state, what it gives out, the scores and places of the best candidates,
 * the scores of the session's own items.
 */
final class TopLists {
    private final GruModel model;
    private final Candidates candidates;
    private final OwnItems own;
    private final int fetched;
    private final int columns;
    private final float[] values;

    TopLists(GruModel model, Candidates candidates, OwnItems own, int fetched, float[] values) {
        this.model = model;
        this.candidates = candidates;
        this.own = own;
        this.fetched = fetched;
        this.values = values;
        this.columns = 2 * model.hiddenSize() + 2 * fetched + own.width();
    }

    float[] hidden(int row) {
        return Arrays.copyOfRange(values, row * columns, row * columns + model.hiddenSize());
    }

    /** The best items of a row: exact, because as many more were fetched as can be taken out. */
    List<ScoredItem> items(int row, int count, String excludedItemId) {
        Set<String> apart = new HashSet<>();
        apart.add(excludedItemId);
        List<ScoredItem> items = ownItems(row, excludedItemId);
        own.items().get(row).forEach(item -> apart.add(item.itemId()));
        int scores = row * columns + 2 * model.hiddenSize();
        for (int i = 0; i < fetched; i++) {
            float score = values[scores + i];
            if (score == Float.NEGATIVE_INFINITY) {
                break;
            }
            String itemId = candidates.itemId((int) values[scores + fetched + i]);
            if (!apart.contains(itemId)) {
                items.add(new ScoredItem(itemId, score));
            }
        }
        items.sort(Comparator.comparingDouble(item -> -item.score()));
        return items.size() > count ? items.subList(0, count) : items;
    }

    private List<ScoredItem> ownItems(int row, String excludedItemId) {
        List<ScoredItem> items = new ArrayList<>();
        int outputs = row * columns + model.hiddenSize();
        int scores = outputs + model.hiddenSize() + 2 * fetched;
        for (int i = 0; i < own.items().get(row).size(); i++) {
            CopiedItem item = own.items().get(row).get(i);
            float score = values[scores + i];
            if (score != Float.NEGATIVE_INFINITY && !item.itemId().equals(excludedItemId)) {
                items.add(new ScoredItem(item.itemId(), score + model.copyHead().bonus(item, values, outputs)));
            }
        }
        return items;
    }
}
