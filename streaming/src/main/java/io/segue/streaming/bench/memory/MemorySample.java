package io.segue.streaming.bench.memory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.ProcessMemory;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * The memory at one time.
 *
 * @param predictions asked so far
 * @param swaps so far
 * @param directBytes of Java's buffers beside the heap
 */
record MemorySample(long predictions, int swaps, ProcessMemory memory, long directBytes) {
    private static final String DIRECT = "direct";
    private static final long SETTLE_MS = 200;

    static MemorySample now(long predictions, int swaps) throws IOException, InterruptedException {
        System.gc();
        // The collector gives what it does not need back to the system in the background.
        Thread.sleep(SETTLE_MS);
        return new MemorySample(
                predictions,
                swaps,
                ProcessMemory.now(),
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals(DIRECT))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum());
    }

    void writeTo(ObjectNode json) {
        json.put("predictions", predictions);
        json.put("swaps", swaps);
        memory.writeTo(json);
        json.put("directBytes", directBytes);
    }

    @Override
    public String toString() {
        return "%,d predictions, %,d swaps: %s".formatted(predictions, swaps, memory);
    }
}
