package io.segue.models.gru;

import io.segue.models.delta.TableRows;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The numbers of a network, on the Java side. Training writes to them, serving only reads. */
public final class GruWeights {
    /** The shape of a table that this network has not. */
    private static final int[] NOT_THERE = {0};

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

    /** Where training starts: matrices uniform within the root of 6 / (rows + columns), all else zero. */
    static GruWeights initial(GruShape shape, RandomGenerator random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        shape.tensors().forEach((name, dimensions) -> tensors.put(name, Tensor.zeros(name, dimensions)));
        GruWeights weights = new GruWeights(shape, tensors);
        for (String name : List.of(GruShape.ITEMS, GruShape.INPUT_ITEMS, GruShape.INPUT_GATES, GruShape.HIDDEN_GATES)) {
            int[] dimensions = shape.tensors().get(name);
            if (dimensions != null) {
                // A one-hot row is a column of the input matrix: its bound is that of the others.
                int rows = name.equals(GruShape.INPUT_GATES) || name.equals(GruShape.HIDDEN_GATES)
                        ? shape.hiddenSize()
                        : shape.itemsCount();
                fill(weights.values(name), Math.sqrt(6.0 / (rows + shape.hiddenSize())), random);
            }
        }
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

    /** The same numbers once more, to be written to. */
    GruWeights copy() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(
                name, new Tensor(name, tensor.shape(), tensor.values().clone())));
        return new GruWeights(shape, copies);
    }

    /** A copy with more items, all zero. */
    GruWeights grown(GruShape larger) {
        Map<String, Tensor> grown = new LinkedHashMap<>();
        larger.tensors().forEach((name, dimensions) -> {
            float[] values = GruShape.ITEM_TABLES.contains(name)
                    ? shape.withRoom(larger, name, values(name))
                    : values(name).clone();
            grown.put(name, new Tensor(name, dimensions, values));
        });
        return new GruWeights(larger, grown);
    }

    /**
     * A copy that knows what was learned since.
     *
     * @throws IllegalArgumentException if the delta is of other weights than these
     */
    public GruWeights patched(WeightsDelta delta) {
        int items = delta.items().itemsCount();
        if (delta.items().firstRow() > shape.itemsCount() || items < shape.itemsCount()) {
            throw new IllegalArgumentException("the delta goes from "
                    + delta.items().firstRow() + " items to " + items + ", but the weights have " + shape.itemsCount());
        }
        GruWeights patched = grown(shape.withItems(items));
        delta.tables().forEach(patched::put);
        Set<String> dense = new HashSet<>(shape.tensors().keySet());
        dense.removeAll(GruShape.TABLES);
        for (Tensor tensor : delta.dense()) {
            if (!dense.remove(tensor.name())) {
                throw new IllegalArgumentException("tensor " + tensor.name() + " is none of this network's dense ones");
            }
            check(tensor.name(), patched.tensor(tensor.name()).shape(), Map.of(tensor.name(), tensor));
            patched.tensors.put(tensor.name(), tensor);
        }
        if (!dense.isEmpty()) {
            throw new IllegalArgumentException("the delta lacks the tensors " + dense);
        }
        return patched;
    }

    private void put(TableRows changed) {
        int[] dimensions = GruShape.TABLES.contains(changed.table())
                ? shape.tensors().getOrDefault(changed.table(), NOT_THERE)
                : NOT_THERE;
        int[] expected = dimensions.clone();
        int[] rows = changed.rows();
        expected[0] = rows.length;
        if (!Arrays.equals(changed.values().shape(), expected) || rows[rows.length - 1] >= dimensions[0]) {
            throw new IllegalArgumentException("table " + changed.table() + " has values of shape "
                    + Arrays.toString(changed.values().shape()) + " up to row " + rows[rows.length - 1]
                    + ", but the weights have a table of shape " + Arrays.toString(dimensions));
        }
        int width = shape.width(changed.table());
        float[] values = values(changed.table());
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(changed.values().values(), i * width, values, rows[i] * width, width);
        }
    }

    /** Takes another in, as one more of which these are the mean; {@code before} of them so far. */
    void average(GruWeights other, int before) {
        tensors.forEach((name, tensor) -> {
            float[] values = tensor.values();
            float[] news = other.values(name);
            for (int i = 0; i < values.length; i++) {
                values[i] += (news[i] - values[i]) / (before + 1);
            }
        });
    }

    float[] values(String name) {
        return tensor(name).values();
    }
}
