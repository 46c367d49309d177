package io.segue.streaming.bench.memory;

import static io.segue.state.settings.Requirements.require;

/**
 * How long models are asked and swapped.
 *
 * @param predictions lists that are asked for
 * @param swaps meanwhile
 * @param items of the catalogue
 * @param hidden units of the network
 * @param batch lists in a call
 */
public record MemorySettings(int predictions, int swaps, int items, int hidden, int batch) {
    /** A part of the predictions and of the swaps, after each of which the memory is looked at; the first is the warm-up. */
    static final int SAMPLES = 20;

    /** In training: the weights, the optimizer's sums, both as of the last epoch, and both on their way to there. */
    private static final long TABLES_ON_HEAP = 6;
    /** Vocabulary, content and counts. */
    private static final long BYTES_AN_ITEM = 2_000;

    private static final long HEAP_BASE = 200L << 20;
    private static final long MIB = 1 << 20;

    public MemorySettings {
        require(batch >= 1 && batch <= 4_096, "--batch", batch, "within [1, 4096]");
        require(hidden >= 1 && hidden <= 1_024, "--hidden", hidden, "within [1, 1024]");
        require(items >= 20 && items <= 16_000_000, "--items", items, "within [20, 16000000]");
        require(
                predictions >= batch * SAMPLES && predictions <= 1_000_000_000,
                "--predictions",
                predictions,
                "within [" + batch * SAMPLES + ", 1000000000]: " + SAMPLES + " times --batch at least");
        require(
                swaps >= SAMPLES && swaps <= predictions / batch,
                "--swaps",
                swaps,
                "within [" + SAMPLES + ", " + predictions / batch + "]: no more than calls of --batch predictions");
    }

    private long tableBytes() {
        return (long) items * hidden * Float.BYTES;
    }

    private long heapBytes() {
        return HEAP_BASE + TABLES_ON_HEAP * tableBytes() + items * BYTES_AN_ITEM;
    }

    /** Refuses sizes that this process has no room for. */
    public void requireRoom(long heapMax) {
        require(
                heapBytes() <= heapMax,
                "--items",
                items,
                "fewer: %,d items x %,d units x %d bytes are %,d MiB, %d times that with the rest takes %,d MiB of heap, but there are %,d (SEGUE_HEAP)"
                        .formatted(
                                items,
                                hidden,
                                Float.BYTES,
                                tableBytes() / MIB,
                                TABLES_ON_HEAP,
                                heapBytes() / MIB,
                                heapMax / MIB));
    }
}
