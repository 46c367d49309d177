package io.segue.models.gru;

import io.segue.models.kernel.Dense;
import io.segue.models.kernel.Kernel;
import java.util.Arrays;

/** What {@link GruCell} defines, on arrays of Java; stateless. */
final class KernelCell {
    private final GruShape shape;
    private final Kernel kernel;
    private final int units;
    private final int gateUnits;
    private final Dense inputGates;
    private final float[] inputBias;
    private final Dense hiddenGates;
    private final Dense memory;
    /** [context columns, context width]. */
    private final float[] context;

    private final int contextWidth;

    KernelCell(GruWeights weights, Kernel kernel) {
        this.shape = weights.shape();
        this.kernel = kernel;
        this.units = shape.hiddenSize();
        this.gateUnits = shape.gateUnits();
        this.inputBias = weights.values(GruShape.INPUT_BIAS).clone();
        this.inputGates = dense(weights, !isOneHot(), GruShape.INPUT_GATES, GruShape.INPUT_BIAS);
        this.hiddenGates = dense(weights, true, GruShape.HIDDEN_GATES, GruShape.HIDDEN_BIAS);
        this.memory = dense(weights, shape.hasMemory(), GruShape.MEMORY, GruShape.MEMORY_BIAS);
        this.context = shape.readsContext() ? weights.values(GruShape.CONTEXT).clone() : new float[0];
        this.contextWidth = shape.readsContext() ? shape.width(GruShape.CONTEXT) : 0;
    }

    private static Dense dense(GruWeights weights, boolean isThere, String matrix, String bias) {
        float[] none = new float[0];
        return isThere
                ? new Dense(weights.values(matrix), weights.shape().hiddenSize(), weights.values(bias))
                : new Dense(none, weights.shape().hiddenSize(), none);
    }

    private boolean isOneHot() {
        return shape.embedding() == ItemEmbedding.ONE_HOT;
    }

    /** What of one call lies in between; as large as the largest batch so far. */
    static final class Scratch {
        private float[] items = new float[0];
        private float[] fromInput = new float[0];
        private float[] fromHidden = new float[0];
        private float[] crossed = new float[0];

        /** Room for the vectors of so many inputs. */
        float[] items(GruShape shape, int rows) {
            if (items.length < rows * shape.inputWidth()) {
                items = new float[rows * shape.inputWidth()];
                fromInput = new float[rows * shape.gateUnits()];
                fromHidden = new float[rows * shape.gateUnits()];
                crossed = new float[shape.gateUnits()];
            }
            return items;
        }
    }

    /**
     * One step of the first rows, in place.
     *
     * @param scratch holds the vectors of the inputs' items, which are overwritten
     * @param contexts holds those of the inputs, the first from element {@code at} on, each {@code stride} behind the
     *     one before
     * @param hidden [.., H]
     */
    void step(Scratch scratch, float[] contexts, int at, int stride, int rows, float[] hidden) {
        if (shape.crossesOutputs()) {
            for (int row = 0; row < rows; row++) {
                cross(scratch.crossed, contexts, at + row * stride, 0, scratch.items, row * units);
            }
        }
        if (isOneHot()) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < gateUnits; i++) {
                    scratch.fromInput[row * gateUnits + i] = scratch.items[row * gateUnits + i] + inputBias[i];
                }
            }
        } else {
            inputGates.apply(kernel, scratch.items, rows, scratch.fromInput);
        }
        hiddenGates.apply(kernel, hidden, rows, scratch.fromHidden);
        for (int row = 0; row < rows; row++) {
            gates(scratch, contexts, at + row * stride, row * gateUnits);
            update(scratch, row * gateUnits, hidden, row * units);
        }
    }

    /** Leaves the gates r and z where the input's share of them was. */
    private void gates(Scratch scratch, float[] contexts, int at, int from) {
        float[] gates = scratch.fromInput;
        float[] fromHidden = scratch.fromHidden;
        if (shape.readsContext() && shape.contextFusion() == ContextFusion.ADDED) {
            addContext(contexts, at, gates, from);
        }
        for (int i = from; i < from + 2 * units; i++) {
            gates[i] += fromHidden[i];
        }
        if (shape.readsContext() && shape.contextFusion() == ContextFusion.GATES) {
            cross(scratch.crossed, contexts, at, 0, gates, from);
            cross(scratch.crossed, contexts, at, units, gates, from + units);
        }
        kernel.sigmoid(gates, from, 2 * units);
    }

    private void update(Scratch scratch, int from, float[] hidden, int at) {
        float[] gates = scratch.fromInput;
        float[] fromHidden = scratch.fromHidden;
        int candidate = from + 2 * units;
        for (int i = 0; i < units; i++) {
            gates[candidate + i] += gates[from + i] * fromHidden[candidate + i];
        }
        kernel.tanh(gates, candidate, units);
        for (int i = 0; i < units; i++) {
            float news = gates[candidate + i];
            hidden[at + i] = news + gates[from + units + i] * (hidden[at + i] - news);
        }
    }

    /** {@code sums += k C}: a context is nearly all zeros. */
    private void addContext(float[] contexts, int at, float[] sums, int from) {
        for (int column = 0; column < ContextVector.COLUMNS; column++) {
            float value = contexts[at + column];
            if (value != 0) {
                int row = column * contextWidth;
                for (int i = 0; i < contextWidth; i++) {
                    sums[from + i] += value * context[row + i];
                }
            }
        }
    }

    /** {@code values *= 1 + k C[:, first : first + H]}. */
    private void cross(float[] crossed, float[] contexts, int at, int first, float[] values, int from) {
        Arrays.fill(crossed, 0, contextWidth, 0);
        addContext(contexts, at, crossed, 0);
        for (int i = 0; i < units; i++) {
            values[from + i] *= 1 + crossed[first + i];
        }
    }

    /** The states that sessions begin with, in place of those after the sessions before. */
    void begin(float[] hidden, float[] remembers, int at, int rows) {
        float[] begun = new float[rows * units];
        memory.apply(kernel, hidden, rows, begun);
        for (int row = 0; row < rows; row++) {
            if (remembers[at + row] != 0) {
                kernel.tanh(begun, row * units, units);
                System.arraycopy(begun, row * units, hidden, row * units, units);
            }
        }
    }

    /** What the states give out, in place. */
    void outputs(Scratch scratch, float[] hidden, float[] contexts, int at, int rows) {
        if (shape.crossesOutputs()) {
            for (int row = 0; row < rows; row++) {
                cross(scratch.crossed, contexts, at + row * shape.contextColumns(), units, hidden, row * units);
            }
        }
    }
}
