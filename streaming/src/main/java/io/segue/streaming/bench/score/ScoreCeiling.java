package io.segue.streaming.bench.score;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.device.TorchProduct;
import io.segue.models.kernel.VectorLimits;

/**
 * What one core can do at best, measured in the process that is measured.
 *
 * @param readGigabytesPerSecond from memory
 * @param gemmGigaflops libtorch's product of two square matrices
 * @param peakGigaflops multiplications and additions in registers
 */
record ScoreCeiling(double readGigabytesPerSecond, double gemmGigaflops, double peakGigaflops) {
    private static final double WARM_MS = 300;
    private static final double FILL_MS = 60;

    static ScoreCeiling measure(int repetitions) {
        float[] values = new float[ScoreSettings.READ_VALUES];
        double read =
                (double) values.length * Float.BYTES / 1e6 / ms(repetitions, () -> sink(VectorLimits.read(values)));
        double peak = VectorLimits.OPERATIONS / 1e6 / ms(repetitions, () -> sink(VectorLimits.multiplyAndAdd()));
        try (TorchProduct product = new TorchProduct()) {
            return new ScoreCeiling(
                    read, TorchProduct.OPERATIONS / 1e6 / ms(repetitions, () -> sink(product.run())), peak);
        }
    }

    private static double ms(int repetitions, Runnable work) {
        int times = Repetitions.warmUp(WARM_MS, FILL_MS, work);
        Repetitions measured = new Repetitions(repetitions);
        for (int i = 0; i < repetitions; i++) {
            measured.measure(times, work);
        }
        return measured.cpuMs();
    }

    /** So that nothing is left out for having no effect. */
    private static void sink(float value) {
        if (Float.isNaN(value)) {
            throw new IllegalStateException("a ceiling's loop came to " + value);
        }
    }

    void writeTo(ObjectNode json) {
        json.put("readGigabytesPerSecond", readGigabytesPerSecond);
        json.put("gemmGigaflops", gemmGigaflops);
        json.put("peakGigaflops", peakGigaflops);
    }

    @Override
    public String toString() {
        return "read %.1f GB/s, GEMM of libtorch %.1f GFLOP/s, registers %.1f GFLOP/s"
                .formatted(readGigabytesPerSecond, gemmGigaflops, peakGigaflops);
    }
}
