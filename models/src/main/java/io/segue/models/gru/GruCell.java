package io.segue.models.gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;

/**
 * The recurrent part of the network on a device; training and serving share it. A GRU as PyTorch computes it (Cho et
 * al., EMNLP 2014, with the reset gate after the product), whose gates also read the context: one row of a table for
 * each feature, which is the same as a one-hot vector beside the item's.
 *
 * <pre>
 * a = x W + b + type[..] + hour[..] + day[..] + gap[..]        c = h U + d
 * r = sigmoid(a_r + c_r)    z = sigmoid(a_z + c_z)    n = tanh(a_n + r c_n)    h' = n + z (h - n)
 * </pre>
 *
 * Results are attached to the manager of the argument, never to that of the weights.
 */
record GruCell(NDArray inputGates, NDArray hiddenGates, NDArray inputBias, NDArray hiddenBias, NDArray contextGates) {

    static GruCell of(GruWeights weights, NDManager manager) {
        return new GruCell(
                upload(weights, GruShape.INPUT_GATES, manager),
                upload(weights, GruShape.HIDDEN_GATES, manager),
                upload(weights, GruShape.INPUT_BIAS, manager),
                upload(weights, GruShape.HIDDEN_BIAS, manager),
                upload(weights, GruShape.CONTEXT_GATES, manager));
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

    /**
     * What the gates get from the inputs, a above.
     *
     * @param items vectors of the items, [n, H]
     * @param context row numbers in the table of the context, [n, 4]
     * @return [n, 3H]
     */
    NDArray preActivations(NDArray items, NDArray context) {
        NDArray fromContext = rowsOf(contextGates, context).sum(new int[] {1});
        return items.matMul(inputGates).add(fromContext).add(inputBias);
    }

    /**
     * One step.
     *
     * @param preActivations [n, 3H]
     * @param hidden [n, H]
     * @return [n, H]
     */
    NDArray step(NDArray preActivations, NDArray hidden) {
        long units = hidden.getShape().get(1);
        long[] cut = {2 * units};
        NDList fromInput = preActivations.split(cut, 1);
        NDList fromHidden = hidden.matMul(hiddenGates).add(hiddenBias).split(cut, 1);
        NDList gates = sigmoid(fromInput.get(0).add(fromHidden.get(0))).split(new long[] {units}, 1);
        NDArray candidate =
                fromInput.get(1).add(gates.get(0).mul(fromHidden.get(1))).tanh();
        return candidate.add(gates.get(1).mul(hidden.sub(candidate)));
    }

    private static NDArray sigmoid(NDArray array) {
        return array.getNDArrayInternal().sigmoid();
    }
}
