package io.segue.models.device;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** A product of two square matrices by libtorch on the CPU: what its library makes of one core. */
public final class TorchProduct implements AutoCloseable {
    private static final int SIZE = 768;

    /** Operations of one {@link #run}. */
    public static final double OPERATIONS = 2.0 * SIZE * SIZE * SIZE;

    private final NDManager manager = TorchEngine.start().newBaseManager(Device.cpu());
    private final NDArray matrix = manager.ones(new Shape(SIZE, SIZE));

    /** Multiplies once. */
    public float run() {
        try (NDArray product = matrix.matMul(matrix)) {
            return product.getFloat(0, 0);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
