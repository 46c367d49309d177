package io.segue.streaming.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The memory of this process after a garbage collection.
 *
 * @param residentBytes in RAM, by the operating system; -1 where it does not say ({@code /proc})
 * @param heapBytes live objects
 * @param nativeBytes resident beside the heap that the JVM holds: code, threads, RocksDB, libtorch; -1 as above
 */
public record ProcessMemory(long residentBytes, long heapBytes, long nativeBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1_024;

    /** Looks now. */
    public static ProcessMemory now() throws IOException {
        System.gc();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long resident = resident();
        return new ProcessMemory(resident, heap.getUsed(), resident < 0 ? -1 : resident - heap.getCommitted());
    }

    private static long resident() throws IOException {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * KIB;
                }
            }
        } catch (NoSuchFileException noSuchSystem) {
            return -1;
        }
        return -1;
    }

    public void writeTo(ObjectNode json) {
        json.put("residentBytes", residentBytes);
        json.put("heapBytes", heapBytes);
        json.put("nativeBytes", nativeBytes);
    }

    @Override
    public String toString() {
        return "%,d MiB resident, %,d MiB live heap, %,d MiB beside the heap"
                .formatted(mib(residentBytes), mib(heapBytes), mib(nativeBytes));
    }

    private static long mib(long bytes) {
        return bytes < 0 ? -1 : bytes / KIB / KIB;
    }
}
