package io.segue.streaming.bench.pipeline;

import io.segue.streaming.bench.Machine;

/**
 * What handling events took.
 *
 * @param cpuMicrosPerEvent of the whole process
 */
record Cost(double eventsPerSecond, double cpuMicrosPerEvent) {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MICRO = 1e3;

    /** When it began. */
    record Start(long nanos, long cpuNanos) {
        Cost end(long events) {
            return new Cost(
                    events * NANOS_A_SECOND / (System.nanoTime() - nanos),
                    (Machine.cpuNanos() - cpuNanos) / NANOS_A_MICRO / events);
        }

        double seconds() {
            return (System.nanoTime() - nanos) / NANOS_A_SECOND;
        }
    }

    static Start start() {
        return new Start(System.nanoTime(), Machine.cpuNanos());
    }
}
