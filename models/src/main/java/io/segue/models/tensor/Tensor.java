package io.segue.models.tensor;

import java.util.Arrays;

/**
 * A named array of floats in row-major order. The values are not copied.
 *
 * @param shape every dimension at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Tensor(String name, int[] shape, float[] values) {
    public Tensor {
        if (values.length != elements(shape)) {
            throw new IllegalArgumentException("tensor " + name + " has " + values.length
                    + " values, but must have those of shape " + Arrays.toString(shape));
        }
    }

    public static Tensor zeros(String name, int... shape) {
        return new Tensor(name, shape, new float[Math.toIntExact(elements(shape))]);
    }

    static long elements(int[] shape) {
        long elements = 1;
        for (int dimension : shape) {
            if (dimension < 1) {
                throw new IllegalArgumentException(
                        "dimension " + dimension + " of shape " + Arrays.toString(shape) + " must be at least 1");
            }
            elements = Math.multiplyExact(elements, dimension);
        }
        return elements;
    }

    /** Whether every value is a number. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
