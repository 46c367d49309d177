package io.segue.models.gru;

import io.segue.models.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The numbers of a network, on the Java side. Training writes to them, serving only reads. */
public final class GruWeights {
    private final GruShape shape;
    private final Map<String, Tensor> tensors;

    private GruWeights(GruShape shape, Map<String, Tensor> tensors) {
        this.shape = shape;
        this.tensors = tensors;
    }

    /**
     * Takes tensors as they come from a file.
     *
     * @throws IllegalArgumentException if one is missing, unknown, of another shape, or holds a value that is no number
     */
    public static GruWeights of(GruShape shape, Map<String, Tensor> tensors) {
        Map<String, int[]> expected = shape.tensors();
        for (String name : tensors.keySet()) {
            if (!expected.containsKey(name)) {
                throw new IllegalArgumentException("tensor " + name + " is unknown; expected are " + expected.keySet());
            }
        }
        expected.forEach((name, dimensions) -> check(name, dimensions, tensors));
        return new GruWeights(shape, new LinkedHashMap<>(tensors));
    }

    private static void check(String name, int[] dimensions, Map<String, Tensor> tensors) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("tensor " + name + " is missing");
        }
        if (!Arrays.equals(tensor.shape(), dimensions)) {
            throw new IllegalArgumentException("tensor " + name + " has shape " + Arrays.toString(tensor.shape())
                    + ", but must have " + Arrays.toString(dimensions));
        }
        if (!tensor.isFinite()) {
            throw new IllegalArgumentException("tensor " + name + " holds NaN or infinite values");
        }
    }

    /** Where training starts: matrices uniform within the root of 6 / (rows + columns), biases and context zero. */
    static GruWeights initial(GruShape shape, RandomGenerator random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shape.tensors().forEach((name, dimensions) -> tensors.put(name, Tensor.zeros(name, dimensions)));
        GruWeights weights = new GruWeights(shape, tensors);
        int hiddenSize = shape.hiddenSize();
        fill(weights.values(GruShape.ITEMS), Math.sqrt(6.0 / (shape.itemsCount() + hiddenSize)), random);
        fill(weights.values(GruShape.INPUT_GATES), Math.sqrt(6.0 / (2 * hiddenSize)), random);
        fill(weights.values(GruShape.HIDDEN_GATES), Math.sqrt(6.0 / (2 * hiddenSize)), random);
        return weights;
    }

    private static void fill(float[] values, double bound, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }

    public GruShape shape() {
        return shape;
    }

    /** All tensors, in the order of the file. */
    public List<Tensor> tensors() {
        return shape.tensors().keySet().stream().map(this::tensor).toList();
    }

    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor " + name);
        }
        return tensor;
    }

    float[] values(String name) {
        return tensor(name).values();
    }
}
