package io.segue.models.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Known answers that libtorch must give before a model may use it: a libtorch that the JNI library was not built for
 * loads without complaint and returns wrong shapes and numbers.
 */
public final class EngineSelfTest {
    private static final Set<Device> PASSED = ConcurrentHashMap.newKeySet();
    private static final float TOLERANCE = 1e-5f;

    private EngineSelfTest() {}

    /** Runs the test, unless this process has passed it on this device. */
    static void passOnce(Engine engine, Device device) {
        if (!PASSED.contains(device)) {
            run(engine, device);
            PASSED.add(device);
        }
    }

    /**
     * Runs the test.
     *
     * @throws IllegalStateException if an answer differs
     */
    public static void run(Engine engine, Device device) {
        try (NDManager manager = engine.newBaseManager(device)) {
            checkProduct(manager);
            checkTopK(manager);
            checkGru(manager);
        }
    }

    private static void checkProduct(NDManager manager) {
        NDArray left = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
        NDArray right = manager.create(new float[] {1, 0, 0, 1, 2, -1}, new Shape(3, 2));
        check("matmul", left.matMul(right), new Shape(2, 2), 7, -1, 16, -1);
    }

    private static void checkTopK(NDManager manager) {
        NDArray scores = manager.create(new float[] {0.5f, -1, 3, 2, 9, 8, 7, -3}, new Shape(2, 4));
        NDList best = scores.topK(2, 1, true, true);
        check("topk values", best.get(0), new Shape(2, 2), 3, 2, 9, 8);
        long[] indices = best.get(1).toLongArray();
        if (!Arrays.equals(indices, new long[] {2, 3, 0, 1})) {
            throw failure("topk indices", Arrays.toString(indices), "[2, 3, 0, 1]");
        }
    }

    /** One unit, one step from zero: r = sigmoid(.5x), z = sigmoid(-x), n = tanh(2x), h = (1 - z) n. */
    private static void checkGru(NDManager manager) {
        double x = 0.25;
        double z = 1 / (1 + Math.exp(x));
        float expected = (float) ((1 - z) * Math.tanh(2 * x));
        NDArray input = manager.create(new float[] {(float) x}, new Shape(1, 1, 1));
        NDList weights = new NDList(
                manager.create(new float[] {0.5f, -1, 2}, new Shape(3, 1)),
                manager.create(new float[] {1, 1, 1}, new Shape(3, 1)),
                manager.zeros(new Shape(3)),
                manager.zeros(new Shape(3)));
        NDList output = input.getNDArrayInternal()
                .gru(input, manager.zeros(new Shape(1, 1, 1)), weights, true, 1, 0, false, false, false);
        check("gru", output.get(0), new Shape(1, 1, 1), expected);
    }

    private static void check(String operation, NDArray actual, Shape shape, float... expected) {
        if (!actual.getShape().equals(shape)) {
            throw failure(operation + " shape", actual.getShape().toString(), shape.toString());
        }
        float[] values = actual.toFloatArray();
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(values[i] - expected[i]) <= TOLERANCE)) {
                throw failure(operation, Arrays.toString(values), Arrays.toString(expected));
            }
        }
    }

    private static IllegalStateException failure(String operation, String actual, String expected) {
        return new IllegalStateException("libtorch's " + operation + " is " + actual + ", but must be " + expected
                + ": the library isn't the one that DJL's JNI was built for (2.7.1); check PYTORCH_LIBRARY_PATH and the "
                + "pytorch-native jar on the class path");
    }
}
