package io.segue.streaming.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/** CPU time and bytes allocated of the parts of a thread's work. A part within a part counts as its own alone. */
final class CostMeter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, Cost> costs = new LinkedHashMap<>();
    private Cost inner = Cost.NONE;

    record Cost(long nanos, long bytes) {
        static final Cost NONE = new Cost(0, 0);

        private static Cost now() {
            return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
        }

        Cost plus(Cost other) {
            return new Cost(nanos + other.nanos, bytes + other.bytes);
        }

        Cost minus(Cost other) {
            return new Cost(nanos - other.nanos, bytes - other.bytes);
        }
    }

    <T> T measure(String part, Callable<T> work) throws Exception {
        costs.putIfAbsent(part, Cost.NONE);
        Cost outerInner = inner;
        inner = Cost.NONE;
        Cost before = Cost.now();
        T result = work.call();
        Cost whole = Cost.now().minus(before);
        costs.merge(part, whole.minus(inner), Cost::plus);
        inner = outerInner.plus(whole);
        return result;
    }

    /** In the order in which they began. */
    Set<String> parts() {
        return costs.keySet();
    }

    /** Since the last reset. */
    Cost cost(String part) {
        return costs.getOrDefault(part, Cost.NONE);
    }

    void reset() {
        costs.replaceAll((part, cost) -> Cost.NONE);
    }
}
