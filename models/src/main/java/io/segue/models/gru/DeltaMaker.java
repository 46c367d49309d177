package io.segue.models.gru;

import io.segue.models.delta.AddedItems;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Watches what a learner touches, and makes the deltas of it, one number after the other. */
final class DeltaMaker implements Adagrad.Watcher {
    private final String version;
    private final TouchedRows sinceBundle;
    private TouchedRows sinceLast;
    private int number;

    /**
     * Of weights that nothing was learned in.
     *
     * @param version of their bundle
     */
    DeltaMaker(String version, GruShape shape) {
        this.version = version;
        this.sinceBundle = new TouchedRows(shape);
        this.sinceLast = new TouchedRows(shape);
    }

    /** What was published before goes before what is to come. */
    void add(WeightsDelta published, GruShape after) {
        sinceBundle.grow(after);
        sinceBundle.add(published);
        sinceLast = new TouchedRows(after);
        number = published.head().number();
    }

    @Override
    public void moves(String tensor, int from, int length) {
        sinceBundle.add(tensor, from, length);
        sinceLast.add(tensor, from, length);
    }

    void grow(GruShape larger) {
        sinceBundle.grow(larger);
        sinceLast.grow(larger);
    }

    /** Number of the newest delta, 0 before the first. */
    int number() {
        return number;
    }

    /** The next delta. */
    WeightsDelta make(GruState state, long learnedUntilMs, boolean cumulative) {
        TouchedRows touched = cumulative ? sinceBundle : sinceLast;
        WeightsDelta.Head head = new WeightsDelta.Head(version, number + 1, cumulative ? 0 : number, learnedUntilMs);
        WeightsDelta delta = new WeightsDelta(
                head, added(state, touched.firstNewRow()), touched.of(state.weights()), dense(state.weights()));
        number++;
        sinceLast = new TouchedRows(state.weights().shape());
        return delta;
    }

    private static AddedItems added(GruState state, int firstRow) {
        List<String> all = state.known().vocabulary().itemIds();
        List<String> added = all.subList(firstRow, all.size());
        Map<String, ItemContent> contents = new HashMap<>();
        for (String itemId : added) {
            ItemContent content = state.known().catalogue().of(itemId);
            if (!content.isUnknown()) {
                contents.put(itemId, content);
            }
        }
        return new AddedItems(firstRow, new Vocabulary(added), new ItemCatalogue(contents));
    }

    /** Copies: the learner goes on. */
    private static List<Tensor> dense(GruWeights weights) {
        return weights.tensors().stream()
                .filter(tensor -> !GruShape.TABLES.contains(tensor.name()))
                .map(tensor -> new Tensor(
                        tensor.name(), tensor.shape(), tensor.values().clone()))
                .toList();
    }
}
