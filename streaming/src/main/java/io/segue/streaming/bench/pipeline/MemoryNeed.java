package io.segue.streaming.bench.pipeline;

import io.segue.state.settings.InvalidOptionException;
import io.segue.streaming.bench.Machine;

/**
 * About how much memory a run takes, so that one that cannot fit is refused before it begins.
 *
 * @param heapBytes while the model is trained, which is when most is needed
 * @param besideHeapBytes in libtorch, RocksDB and the JVM itself
 */
public record MemoryNeed(PipelineSettings settings, long heapBytes, long besideHeapBytes) {
    private static final long MIB = 1 << 20;
    private static final int FLOAT_BYTES = 4;
    /** In training the weights, the optimizer's sums, both once more as of the last epoch, and the mean over epochs. */
    private static final int TABLES_ON_HEAP = 6;
    /** Rows on their way through libtorch. */
    private static final int TABLES_BESIDE = 1;
    /** Vocabulary, counts and sessions that hold the item. */
    private static final long HEAP_BYTES_AN_ITEM = 2_000;

    private static final long HEAP_BASE = 300 * MIB;
    private static final long BESIDE_BASE = 1_200 * MIB;

    public static MemoryNeed of(PipelineSettings settings) {
        long table = (long) settings.items() * settings.hidden() * FLOAT_BYTES;
        return new MemoryNeed(
                settings,
                HEAP_BASE + TABLES_ON_HEAP * table + HEAP_BYTES_AN_ITEM * settings.items(),
                BESIDE_BASE + TABLES_BESIDE * table);
    }

    /** Refuses what does not fit. */
    public void requireWithin(Machine machine) {
        if (heapBytes > machine.heapBytes()) {
            throw refused("%,d MiB of heap (SEGUE_HEAP)".formatted(machine.heapBytes() / MIB));
        }
        if (machine.heapBytes() + besideHeapBytes > machine.ramBytes()) {
            throw refused("%,d MiB of RAM less %,d MiB of heap"
                    .formatted(machine.ramBytes() / MIB, machine.heapBytes() / MIB));
        }
    }

    private InvalidOptionException refused(String there) {
        long table = (long) settings.items() * settings.hidden() * FLOAT_BYTES;
        return new InvalidOptionException(
                "--items",
                String.valueOf(settings.items()),
                ("fewer: %,d items x %,d units x %d bytes are %,d MiB, of which %d on the heap and %d beside it with"
                                + " the rest take about %,d + %,d MiB, and there are %s")
                        .formatted(
                                settings.items(),
                                settings.hidden(),
                                FLOAT_BYTES,
                                table / MIB,
                                TABLES_ON_HEAP,
                                TABLES_BESIDE,
                                heapBytes / MIB,
                                besideHeapBytes / MIB,
                                there));
    }
}
