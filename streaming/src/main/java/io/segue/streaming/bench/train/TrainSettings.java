package io.segue.streaming.bench.train;

import static io.segue.state.settings.Requirements.require;

import java.util.Collections;
import java.util.List;

/**
 * What is trained.
 *
 * @param items of the catalogue, each of which comes in the sessions
 * @param hidden units of the network
 * @param batches sessions side by side in a step
 * @param negatives drawn for a step
 * @param events about so many are learned from in a repetition
 * @param repetitions of every figure
 */
public record TrainSettings(int items, int hidden, List<Integer> batches, int negatives, int events, int repetitions) {
    /** Of the network: the weights, the optimizer's sums, both as of the last epoch, and both on their way to there. */
    private static final long TABLES_ON_HEAP = 6;
    /** Vocabulary, counts and the sampler's sums. */
    private static final long BYTES_AN_ITEM = 500;
    /** As the session holds it, and as an input of the training. */
    private static final long BYTES_AN_EVENT = 200;

    private static final long HEAP_BASE = 100L << 20;
    private static final long MIB = 1 << 20;

    public TrainSettings {
        batches = List.copyOf(batches);
        require(!batches.isEmpty(), "--batch", batches, "at least one size");
        for (int batch : batches) {
            require(batch >= 1 && batch <= 4_096, "--batch", batch, "within [1, 4096]");
        }
        require(hidden >= 1 && hidden <= 1_024, "--hidden", hidden, "within [1, 1024]");
        require(negatives >= 1 && negatives <= 65_536, "--negatives", negatives, "within [1, 65536]");
        require(repetitions >= 5 && repetitions <= 1_000, "--repetitions", repetitions, "within [5, 1000]");
        require(events >= 1_000 && events <= 50_000_000, "--events", events, "within [1000, 50000000]");
        require(
                items >= 20 && items <= events / 2,
                "--items",
                items,
                "within [20, " + events / 2 + "], half of --events");
    }

    /** Steps in a repetition: whole sessions. */
    int steps(int batch) {
        int sessions = Math.max(1, Math.round((float) events / batch / TrainShop.EXAMPLES_OF_SESSION));
        return sessions * TrainShop.EXAMPLES_OF_SESSION;
    }

    long heapBytes() {
        long most = Math.max(events, (long) Collections.max(batches) * TrainShop.EVENTS_OF_SESSION);
        return HEAP_BASE + TABLES_ON_HEAP * tableBytes() + items * BYTES_AN_ITEM + most * BYTES_AN_EVENT;
    }

    private long tableBytes() {
        return (long) items * hidden * Float.BYTES;
    }

    /** Refuses sizes that this process has no room for. */
    public void requireRoom(long heapMax) {
        require(
                heapBytes() <= heapMax,
                "--items",
                items,
                "fewer: %,d items x %,d units x %d bytes are %,d MiB, %d times that and %,d events take %,d MiB of heap, but there are %,d (SEGUE_HEAP)"
                        .formatted(
                                items,
                                hidden,
                                Float.BYTES,
                                tableBytes() / MIB,
                                TABLES_ON_HEAP,
                                events,
                                heapBytes() / MIB,
                                heapMax / MIB));
    }
}
