package io.segue.models.gru;

import io.segue.models.kernel.Panels;
import io.segue.models.serving.Scorer;
import io.segue.models.vocabulary.Vocabulary;
import java.util.Arrays;

/**
 * What one scorer can recommend: the items of the vocabulary and, behind them, the announced ones. Inputs are read from
 * the table of the model and, behind that, from the same announced ones.
 */
final class Candidates {
    private final GruShape shape;
    private final Vocabulary vocabulary;
    private final float[] itemBias;
    private final float coldBias;
    private final float[] offsets;
    private final AnnouncedItems announced;
    private int changes;

    /** @param coldBias of announced items */
    Candidates(GruShape shape, Vocabulary vocabulary, float[] itemBias, float coldBias) {
        this.shape = shape;
        this.vocabulary = vocabulary;
        this.itemBias = itemBias;
        this.coldBias = coldBias;
        this.offsets = Arrays.copyOf(itemBias, Panels.padded(itemBias.length));
        Arrays.fill(offsets, itemBias.length, offsets.length, Float.NEGATIVE_INFINITY);
        this.announced = new AnnouncedItems(shape.hiddenSize(), Scorer.ANNOUNCED_MAX);
    }

    void setAvailable(String itemId, boolean available) {
        int row = vocabulary.row(itemId);
        if (row < 0) {
            announced.setBias(itemId, available ? coldBias : Float.NEGATIVE_INFINITY);
            return;
        }
        float bias = available ? itemBias[row] : Float.NEGATIVE_INFINITY;
        if (bias != offsets[row]) {
            offsets[row] = bias;
            changes++;
        }
    }

    void announce(String itemId, float[] vector) {
        announced.put(itemId, vector, coldBias);
    }

    AnnouncedItems announced() {
        return announced;
    }

    /** The vocabulary's bias, or minus infinity for items that aren't available; padded with that to whole panels. */
    float[] offsets() {
        return offsets;
    }

    /** Grows whenever the offsets change. */
    int changes() {
        return changes;
    }

    /** Places among the candidates, those without an item included. */
    int count() {
        return shape.itemsCount() + (announced.isEmpty() ? 0 : announced.rows());
    }

    /** Where an item is read from as an input. */
    int inputRow(String itemId) {
        int place = announced.row(itemId);
        return place >= 0 ? shape.rows() + place : vocabulary.rowOrBucket(itemId, shape.oovBuckets());
    }

    /** An item's place among the candidates, or -1. */
    int place(String itemId) {
        int place = announced.row(itemId);
        return place >= 0 ? shape.itemsCount() + place : vocabulary.row(itemId);
    }

    String itemId(int place) {
        return place < shape.itemsCount() ? vocabulary.itemId(place) : announced.itemId(place - shape.itemsCount());
    }
}
