package io.segue.streaming.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a benchmark ran on.
 *
 * @param loadAverage of the last minute before it began; negative where the system does not say
 * @param javaVersion for example 17.0.12
 * @param heapBytes that the JVM may use
 * @param ramBytes that there are
 */
public record Machine(int cores, double loadAverage, String javaVersion, long heapBytes, long ramBytes) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /** Of a core; what an idle system does by itself is less. */
    private static final double BUSY = 0.5;

    /** Looks now. */
    public static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                SYSTEM.getSystemLoadAverage(),
                Runtime.version().toString(),
                Runtime.getRuntime().maxMemory(),
                SYSTEM.getTotalMemorySize());
    }

    /** CPU time that this process has used so far, nanoseconds. */
    public static long cpuNanos() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Whether others used the machine before the benchmark began. */
    public boolean wasBusy() {
        return loadAverage > BUSY;
    }

    public void writeTo(ObjectNode json) {
        json.put("cores", cores);
        json.put("loadAverageBefore", loadAverage);
        json.put("javaVersion", javaVersion);
        json.put("heapBytes", heapBytes);
        json.put("ramBytes", ramBytes);
    }

    @Override
    public String toString() {
        return "%d cores, Java %s, load average before the run %.2f%s"
                .formatted(cores, javaVersion, loadAverage, wasBusy() ? ": THE MACHINE WAS BUSY" : "");
    }
}
