package io.segue.streaming.bench.train;

import io.segue.models.device.TorchProduct;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What libtorch's product of two square matrices makes of the core that trains. */
final class GemmRate implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TIMES = 20;

    private final TorchProduct product = new TorchProduct();

    GemmRate() {
        gigaflops();
    }

    /** By the CPU time of this thread. */
    double gigaflops() {
        long from = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < TIMES; i++) {
            if (Float.isNaN(product.run())) {
                throw new IllegalStateException("libtorch's product of ones is no number");
            }
        }
        return TIMES * TorchProduct.OPERATIONS / (THREADS.getCurrentThreadCpuTime() - from);
    }

    @Override
    public void close() {
        product.close();
    }
}
