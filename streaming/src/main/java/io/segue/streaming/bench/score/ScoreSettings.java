package io.segue.streaming.bench.score;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.kernel.PanelCodes;
import java.util.Collections;
import java.util.List;

/**
 * What is scored.
 *
 * @param items sizes of the catalogues
 * @param batches sessions in one call
 * @param hiddenSize units of the network
 * @param repetitions of every figure
 * @param scalar whether the kernel without vectors is measured, too
 */
public record ScoreSettings(
        List<Integer> items, List<Integer> batches, int hiddenSize, int repetitions, boolean scalar) {
    /** Read to find the bandwidth of the memory: more than any cache holds. */
    static final int READ_VALUES = 1 << 26;

    /** Of an item's id: string, place in the vocabulary, entry of its map. */
    private static final long BYTES_PER_ID = 200;

    private static final int ITEMS_MAX = 16_000_000;
    private static final int BATCH_MAX = 4_096;
    private static final long MIB = 1 << 20;

    public ScoreSettings {
        items = List.copyOf(items);
        batches = List.copyOf(batches);
        require(!items.isEmpty(), "--items", items, "at least one size");
        require(!batches.isEmpty(), "--batch", batches, "at least one size");
        for (int size : items) {
            require(size >= 100 && size <= ITEMS_MAX, "--items", size, "within [100, " + ITEMS_MAX + "]");
        }
        for (int size : batches) {
            require(size >= 1 && size <= BATCH_MAX, "--batch", size, "within [1, " + BATCH_MAX + "]");
        }
        require(hiddenSize >= 1 && hiddenSize <= 1_024, "--hidden", hiddenSize, "within [1, 1024]");
        require(repetitions >= 5 && repetitions <= 1_000, "--repetitions", repetitions, "within [5, 1000]");
    }

    /** Heap that the largest catalogue takes: the weights, once more for each kernel, codes for one, and the ids. */
    long heapBytes() {
        int largest = Collections.max(items);
        long table = (long) largest * hiddenSize * Float.BYTES;
        long codes = PanelCodes.servingBytes(hiddenSize, largest);
        return Math.max((scalar ? 3 : 2) * table + codes + largest * BYTES_PER_ID, (long) READ_VALUES * Float.BYTES);
    }

    /** Refuses sizes that this process has no room for. */
    public void requireRoom(long heapMax) {
        require(
                heapBytes() <= heapMax,
                "--items",
                Collections.max(items),
                "fewer: the weights, %sa kernel's table and the ids take %,d MiB of heap, but there are %,d"
                                .formatted(scalar ? "another kernel's table, " : "", heapBytes() / MIB, heapMax / MIB)
                        + " (SEGUE_HEAP)");
    }
}
