package io.segue.models.gru;

import io.segue.models.kernel.Panels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Items beside the model's table, known by their content. Places are reused in the order in which they were given.
 */
final class AnnouncedItems {
    private static final int PLACES_MIN = 64;

    private final int itemsMax;
    private final Map<String, Integer> places = new HashMap<>();
    private String[] itemIds = new String[PLACES_MIN];
    private Panels vectors;
    private float[] bias = new float[PLACES_MIN];
    private int next;
    private int changes;

    AnnouncedItems(int hiddenSize, int itemsMax) {
        this.itemsMax = itemsMax;
        this.vectors = new Panels(hiddenSize, PLACES_MIN);
        Arrays.fill(bias, Float.NEGATIVE_INFINITY);
        Arrays.fill(itemIds, "");
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Rows of the table, those without an item included. */
    int rows() {
        return itemIds.length;
    }

    /** The row of an item, or -1. */
    int row(String itemId) {
        return places.getOrDefault(itemId, -1);
    }

    String itemId(int row) {
        return itemIds[row];
    }

    /** Adds an item, or gives one another vector; it stays available or not. */
    void put(String itemId, float[] vector, float itemBias) {
        int row = row(itemId);
        if (row < 0) {
            row = newRow();
            places.put(itemId, row);
            itemIds[row] = itemId;
            bias[row] = itemBias;
        }
        vectors.put(row, vector, 0);
        changes++;
    }

    private int newRow() {
        int row = next;
        next = (next + 1) % itemsMax;
        if (row >= rows()) {
            int before = rows();
            int rows = Math.min(itemsMax, 2 * before);
            itemIds = Arrays.copyOf(itemIds, rows);
            bias = Arrays.copyOf(bias, Panels.padded(rows));
            vectors = vectors.grown(rows);
            Arrays.fill(bias, before, bias.length, Float.NEGATIVE_INFINITY);
            Arrays.fill(itemIds, before, rows, "");
        }
        places.remove(itemIds[row]);
        return row;
    }

    /** Nothing where the item was not announced. */
    void setBias(String itemId, float itemBias) {
        int row = row(itemId);
        if (row >= 0 && bias[row] != itemBias) {
            bias[row] = itemBias;
            changes++;
        }
    }

    /** Grows with every change. */
    int changes() {
        return changes;
    }

    /** By row. */
    Panels vectors() {
        return vectors;
    }

    /** By row, minus infinity where there is no item or it isn't available; padded with that to whole panels. */
    float[] bias() {
        return bias;
    }
}
