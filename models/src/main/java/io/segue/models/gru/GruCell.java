package io.segue.models.gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The recurrent part of the network on a device; training and serving share it. A GRU as PyTorch computes it (Cho et
 * al., EMNLP 2014, with the reset gate after the product), with a context k where it reads one, see
 * {@link ContextFusion}.
 *
 * <pre>
 * a = x W + b        c = h U + d
 * r = sigmoid(a_r + c_r)    z = sigmoid(a_z + c_z)    n = tanh(a_n + r c_n)    h' = n + z (h - n)
 *
 * ADDED         a = x W + b + k C
 * LATENT_CROSS  x (1 + k C_x) in place of x; gives out h' (1 + k C_h)
 * GATES         r = sigmoid((a_r + c_r) (1 + k C_r)), z alike
 * </pre>
 *
 * With a memory, the session of a user who had one before begins with {@code h = tanh(m W + b)}, where m is the state
 * after that one; other sessions begin with zeros. As m began so itself, all sessions before take part (after HRNN Init:
 * Quadrana et al., "Personalizing Session-based Recommendations with Hierarchical Recurrent Neural Networks", RecSys
 * 2017, where m has a GRU of its own).
 *
 * Results are attached to the manager of the argument, never to that of the weights.
 *
 * @param parameters by name, all but the {@link GruShape#TABLES}
 */
record GruCell(GruShape shape, Map<String, NDArray> parameters) {

    static GruCell of(GruWeights weights, NDManager manager) {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        for (String name : weights.shape().tensors().keySet()) {
            if (!GruShape.TABLES.contains(name)) {
                parameters.put(name, upload(weights, name, manager));
            }
        }
        return new GruCell(weights.shape(), parameters);
    }

    static NDArray upload(GruWeights weights, String name, NDManager manager) {
        int[] dimensions = weights.tensor(name).shape();
        long[] shape = new long[dimensions.length];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions[i];
        }
        return manager.create(weights.values(name), new Shape(shape));
    }

    /** Rows of a table; attached to the manager of the rows' numbers. */
    static NDArray rowsOf(NDArray table, NDArray rows) {
        return rows.getNDArrayInternal()
                .embedding(rows, table, SparseFormat.DENSE)
                .singletonOrThrow();
    }

    static NDArray slice(NDArray array, long from, long to) {
        return array.getShape().get(0) == to - from ? array : array.get(new NDIndex().addSliceDim(from, to));
    }

    NDArray parameter(String name) {
        NDArray parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("this network has no tensor " + name);
        }
        return parameter;
    }

    /**
     * What the gates get from the inputs, a above; behind it, for GATES, the two factors.
     *
     * @param items vectors of the items, [n, H], or [n, 3H] where they are one-hot
     * @param context [n, {@link ContextVector#COLUMNS}], or anything where none is read
     * @return [n, 3H] or [n, 5H]
     */
    NDArray preActivations(NDArray items, NDArray context) {
        if (!shape.readsContext()) {
            return gatesOf(items);
        }
        NDArray crossed = context.matMul(parameter(GruShape.CONTEXT));
        return switch (shape.contextFusion()) {
            case ADDED -> gatesOf(items).add(crossed);
            case LATENT_CROSS -> gatesOf(items.mul(halves(crossed).get(0).add(1)));
            case GATES -> NDArrays.concat(new NDList(gatesOf(items), crossed.add(1)), 1);
        };
    }

    private NDArray gatesOf(NDArray items) {
        NDArray product =
                shape.embedding() == ItemEmbedding.ONE_HOT ? items : items.matMul(parameter(GruShape.INPUT_GATES));
        return product.add(parameter(GruShape.INPUT_BIAS));
    }

    private NDList halves(NDArray crossed) {
        return crossed.split(new long[] {shape.hiddenSize()}, 1);
    }

    /**
     * One step.
     *
     * @param preActivations of {@link #preActivations}
     * @param hidden [n, H]
     * @return [n, H]
     */
    NDArray step(NDArray preActivations, NDArray hidden) {
        long units = shape.hiddenSize();
        boolean scaled = preActivations.getShape().get(1) > 3 * units;
        NDList fromInput = preActivations.split(scaled ? new long[] {2 * units, 3 * units} : new long[] {2 * units}, 1);
        NDList fromHidden = hidden.matMul(parameter(GruShape.HIDDEN_GATES))
                .add(parameter(GruShape.HIDDEN_BIAS))
                .split(new long[] {2 * units}, 1);
        NDArray sum = fromInput.get(0).add(fromHidden.get(0));
        NDList gates = sigmoid(scaled ? sum.mul(fromInput.get(2)) : sum).split(new long[] {units}, 1);
        NDArray candidate =
                fromInput.get(1).add(gates.get(0).mul(fromHidden.get(1))).tanh();
        return candidate.add(gates.get(1).mul(hidden.sub(candidate)));
    }

    /**
     * The states that sessions begin with.
     *
     * @param hidden [n, H], where a session goes on its state, else that after its user's session before
     * @param remembers [n, 1], 1 where it is the latter, else 0
     * @return [n, H]
     */
    NDArray begun(NDArray hidden, NDArray remembers) {
        NDArray begun = hidden.matMul(parameter(GruShape.MEMORY))
                .add(parameter(GruShape.MEMORY_BIAS))
                .tanh();
        return hidden.add(begun.sub(hidden).mul(remembers));
    }

    /**
     * What the state gives out to be compared with the items.
     *
     * @param hidden [n, H]
     * @param context of the newest input, [n, {@link ContextVector#COLUMNS}]
     * @return [n, H]
     */
    NDArray outputs(NDArray hidden, NDArray context) {
        if (!shape.crossesOutputs()) {
            return hidden;
        }
        return hidden.mul(
                halves(context.matMul(parameter(GruShape.CONTEXT))).get(1).add(1));
    }

    private static NDArray sigmoid(NDArray array) {
        return array.getNDArrayInternal().sigmoid();
    }
}
