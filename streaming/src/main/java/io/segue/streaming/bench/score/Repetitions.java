package io.segue.streaming.bench.score;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * How long something takes, once for every repetition. By the time that the core worked for this thread, which a busy
 * neighbour disturbs less than the clock on the wall; beside it that.
 */
final class Repetitions {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final double[] cpuMs;
    private final double[] wallMs;
    private int done;

    Repetitions(int count) {
        cpuMs = new double[count];
        wallMs = new double[count];
    }

    /** Runs something so many times, as one repetition. */
    void measure(int times, Runnable work) {
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        cpuMs[done] = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / times;
        wallMs[done] = (System.nanoTime() - wall) / 1e6 / times;
        done++;
    }

    /** Runs something until it was compiled; how often it takes to fill so many ms. */
    static int warmUp(double warmMs, double fillMs, Runnable work) {
        double lastMs = 0;
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < 3 || THREADS.getCurrentThreadCpuTime() - start < warmMs * 1e6; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            work.run();
            lastMs = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
        }
        return (int) Math.max(1, Math.min(10_000, fillMs / Math.max(lastMs, 1e-3)));
    }

    double cpuMs() {
        return median(cpuMs);
    }

    double wallMs() {
        return median(wallMs);
    }

    /** Between the fastest and the slowest repetition, as a part of the median. */
    double spread() {
        double[] sorted = sorted(cpuMs);
        return (sorted[sorted.length - 1] - sorted[0]) / median(cpuMs);
    }

    private static double median(double[] values) {
        return sorted(values)[values.length / 2];
    }

    private static double[] sorted(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
