package io.segue.models.gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items beside the model's table, known by their content: a small table that goes to the device with the next call
 * after a change. Places are reused in the order in which they were given.
 */
final class AnnouncedItems {
    private static final int PLACES_MIN = 64;

    private final int hiddenSize;
    private final int itemsMax;
    private final Map<String, Integer> places = new HashMap<>();
    private String[] itemIds = new String[PLACES_MIN];
    private float[] vectors;
    private float[] bias = new float[PLACES_MIN];
    private int next;

    @Nullable
    private NDArray vectorsOnDevice;

    @Nullable
    private NDArray biasOnDevice;

    private boolean changed = true;

    AnnouncedItems(int hiddenSize, int itemsMax) {
        this.hiddenSize = hiddenSize;
        this.itemsMax = itemsMax;
        this.vectors = new float[PLACES_MIN * hiddenSize];
        Arrays.fill(bias, Float.NEGATIVE_INFINITY);
        Arrays.fill(itemIds, "");
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Rows of the table, those without an item included. */
    int rows() {
        return bias.length;
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
        System.arraycopy(vector, 0, vectors, row * hiddenSize, hiddenSize);
        changed = true;
    }

    private int newRow() {
        int row = next;
        next = (next + 1) % itemsMax;
        if (row >= bias.length) {
            int before = bias.length;
            int rows = Math.min(itemsMax, 2 * before);
            itemIds = Arrays.copyOf(itemIds, rows);
            bias = Arrays.copyOf(bias, rows);
            vectors = Arrays.copyOf(vectors, rows * hiddenSize);
            Arrays.fill(bias, before, rows, Float.NEGATIVE_INFINITY);
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
            changed = true;
        }
    }

    /** Brings what changed to the device. */
    void upload(NDManager manager) {
        if (changed) {
            close();
            vectorsOnDevice = manager.create(vectors, new Shape(bias.length, hiddenSize));
            biasOnDevice = manager.create(bias);
            changed = false;
        }
    }

    /** [rows, H]; after {@link #upload}. */
    NDArray vectors() {
        return uploaded(vectorsOnDevice);
    }

    /** [rows], minus infinity where there is no item or it isn't available; after {@link #upload}. */
    NDArray bias() {
        return uploaded(biasOnDevice);
    }

    private static NDArray uploaded(@Nullable NDArray array) {
        if (array == null) {
            throw new IllegalStateException("the announced items are not on the device");
        }
        return array;
    }

    private void close() {
        if (vectorsOnDevice != null) {
            vectorsOnDevice.close();
        }
        if (biasOnDevice != null) {
            biasOnDevice.close();
        }
    }
}
