package io.segue.models.bundle;

import io.segue.models.gru.GruShape;

/**
 * Whether a network fits on the heap beside all else. Asked before anything is read, because an allocation that fails may
 * end the process and the jobs in it.
 */
final class HeapRoom {
    private static final long MIB = 1 << 20;

    private HeapRoom() {}

    /**
     * Refuses a network that there is no room for: its weights as they are read, and its items once more as they serve.
     *
     * @param name of what is to be opened
     */
    static void require(String name, GruShape shape) throws ModelRefusedException {
        long weights = shape.bytes();
        long serving = shape.servingBytes();
        if (free() < weights + serving) {
            // What nobody needs any more counts as free only after that. The flag ExplicitGCInvokesConcurrent keeps it
            // from
            // stopping all others, who answer.
            System.gc();
        }
        require(name, weights, serving, free(), Runtime.getRuntime().maxMemory());
    }

    static void require(String name, long weights, long serving, long free, long max) throws ModelRefusedException {
        if (free < weights + serving) {
            throw new ModelRefusedException(name + " needs " + mib(weights + serving) + " MiB of heap (" + mib(weights)
                    + " for the weights as they are read, " + mib(serving) + " for the items as they serve), but of "
                    + mib(max) + " MiB " + mib(free) + " are free: give the process more heap");
        }
    }

    private static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }

    private static long mib(long bytes) {
        return bytes / MIB;
    }
}
