package io.segue.models.gru;

import io.segue.models.gru.TrainingStep.Extras;
import io.segue.models.kernel.Block;
import io.segue.models.kernel.Kernel;
import io.segue.models.kernel.Kernels;
import io.segue.models.kernel.VectorBlocks;
import java.util.Arrays;
import java.util.Map;

/**
 * A batch through the recurrent part and back, by hand and in vectors: what {@link GruCell} and the engine's autograd give,
 * within rounding, for a network that reads items alone. Gradients flow back through all rounds.
 *
 * <pre>
 * a = x W + b        c = h U + d
 * r = sigmoid(a_r + c_r)    z = sigmoid(a_z + c_z)    n = tanh(a_n + r c_n)    h' = n + z (h - n)
 * </pre>
 */
final class RecurrentPass {
    private final Kernel kernel = Kernels.vector().orElseThrow();
    private final TrainingBatch batch;
    private final Extras extras;
    private final int hiddenSize;
    private final int width;
    private final int gatesSize;
    private final int gatesWidth;
    private final int inputWidth;
    private final float[] inputGates;
    private final float[] hiddenGates;

    /** [inputs, input width]. */
    private final float[] inputs;
    /** a, later r, z and n side by side, [inputs, gates]. */
    private final float[] gates;
    /** c, [inputs, gates]. */
    private final float[] fromHidden;
    /** The states before the first round, [rows, H], and after every input, [inputs, H]. */
    private final float[] start;

    private final float[] states;

    /** @param inputs the vector of every input, before dropout; changed in place */
    RecurrentPass(TrainingBatch batch, GruWeights weights, float[] inputs, Extras extras) {
        this.batch = batch;
        this.extras = extras;
        this.inputs = inputs;
        this.hiddenSize = weights.shape().hiddenSize();
        this.width = VectorBlocks.padded(hiddenSize);
        this.gatesSize = GruShape.GATES * hiddenSize;
        this.gatesWidth = VectorBlocks.padded(gatesSize);
        this.inputWidth = weights.shape().inputWidth();
        this.inputGates = VectorBlocks.widened(weights.values(GruShape.INPUT_GATES), gatesSize);
        this.hiddenGates = VectorBlocks.widened(weights.values(GruShape.HIDDEN_GATES), gatesSize);
        this.gates = repeated(weights.values(GruShape.INPUT_BIAS));
        this.fromHidden = repeated(weights.values(GruShape.HIDDEN_BIAS));
        this.start = extras.hidden().length == 0
                ? new float[batch.roundRows()[0] * width]
                : VectorBlocks.widened(extras.hidden(), hiddenSize);
        this.states = new float[batch.inputsCount() * width];
        scale(inputs, extras.inputFactors());
    }

    static boolean covers(GruShape shape) {
        return !shape.readsContext() && !shape.hasMemory() && shape.embedding() != ItemEmbedding.ONE_HOT;
    }

    private float[] repeated(float[] bias) {
        float[] rows = new float[batch.inputsCount() * gatesWidth];
        for (int row = 0; row < batch.inputsCount(); row++) {
            System.arraycopy(bias, 0, rows, row * gatesWidth, gatesSize);
        }
        return rows;
    }

    private static void scale(float[] values, float[] factors) {
        for (int i = 0; i < factors.length; i++) {
            values[i] *= factors[i];
        }
    }

    private static Block rows(float[] values, int from, int width) {
        return new Block(values, from * width, width, 1);
    }

    /** The states before the rows of a round. */
    private Block before(int round, int at) {
        return round == 0 ? rows(start, 0, width) : rows(states, at - batch.roundRows()[round - 1], width);
    }

    /** What the states give out after the inputs that have a target, [examples, H]. */
    float[] outputs() {
        VectorBlocks.addProduct(
                rows(inputs, 0, inputWidth),
                rows(inputGates, 0, gatesWidth),
                rows(gates, 0, gatesWidth),
                batch.inputsCount(),
                inputWidth,
                gatesWidth);
        int at = 0;
        for (int round = 0; round < batch.roundRows().length; round++) {
            int rows = batch.roundRows()[round];
            Block before = before(round, at);
            VectorBlocks.addProduct(
                    before,
                    rows(hiddenGates, 0, gatesWidth),
                    rows(fromHidden, at, gatesWidth),
                    rows,
                    hiddenSize,
                    gatesWidth);
            for (int row = 0; row < rows; row++) {
                step((at + row) * gatesWidth, before.values(), before.at() + row * width, (at + row) * width);
            }
            at += rows;
        }
        float[] outputs = new float[batch.examplesCount() * hiddenSize];
        for (int example = 0; example < batch.examplesCount(); example++) {
            int input = (int) batch.exampleInputs()[example];
            System.arraycopy(states, input * width, outputs, example * hiddenSize, hiddenSize);
        }
        scale(outputs, extras.outputFactors());
        return outputs;
    }

    private void step(int gatesAt, float[] hidden, int hiddenAt, int stateAt) {
        int update = gatesAt + hiddenSize;
        int candidate = update + hiddenSize;
        for (int i = gatesAt; i < candidate; i++) {
            gates[i] += fromHidden[i];
        }
        kernel.sigmoid(gates, gatesAt, 2 * hiddenSize);
        for (int i = 0; i < hiddenSize; i++) {
            gates[candidate + i] += gates[gatesAt + i] * fromHidden[candidate + i];
        }
        kernel.tanh(gates, candidate, hiddenSize);
        for (int i = 0; i < hiddenSize; i++) {
            float proposed = gates[candidate + i];
            states[stateAt + i] = proposed + gates[update + i] * (hidden[hiddenAt + i] - proposed);
        }
    }

    /** The state after the last input of every row, [rows, H]; empty where the step was given no state. */
    float[] hiddenAfter() {
        float[] last = new float[extras.hidden().length];
        int at = 0;
        for (int rows : batch.roundRows()) {
            for (int row = 0; row < rows && last.length > 0; row++) {
                System.arraycopy(states, (at + row) * width, last, row * hiddenSize, hiddenSize);
            }
            at += rows;
        }
        return last;
    }

    /**
     * Goes back.
     *
     * @param ofOutputs by element of what was given out; changed in place
     * @param dense takes the gradients by name of the tensor
     * @return by element of the inputs, [inputs, input width]
     */
    float[] back(float[] ofOutputs, Map<String, float[]> dense) {
        scale(ofOutputs, extras.outputFactors());
        float[] ofStates = new float[states.length];
        for (int example = 0; example < batch.examplesCount(); example++) {
            int input = (int) batch.exampleInputs()[example];
            System.arraycopy(ofOutputs, example * hiddenSize, ofStates, input * width, hiddenSize);
        }
        float[] ofGates = new float[gates.length];
        float[] ofHidden = new float[gates.length];
        float[] ofHiddenGates = new float[hiddenSize * gatesWidth];
        float[] turned = VectorBlocks.turned(hiddenGates, hiddenSize, gatesWidth);
        int at = batch.inputsCount();
        for (int round = batch.roundRows().length - 1; round >= 0; round--) {
            int rows = batch.roundRows()[round];
            at -= rows;
            Block before = before(round, at);
            // What comes before the first round is given: nothing flows into it.
            Block ofBefore = round == 0
                    ? rows(new float[rows * width], 0, width)
                    : rows(ofStates, at - batch.roundRows()[round - 1], width);
            for (int row = 0; row < rows; row++) {
                backStep(at + row, row * width, before, ofBefore, ofStates, ofGates, ofHidden);
            }
            Block slopes = rows(ofHidden, at, gatesWidth);
            if (round > 0) {
                VectorBlocks.addProduct(slopes, rows(turned, 0, width), ofBefore, rows, gatesSize, width);
            }
            VectorBlocks.addProduct(
                    before.transposed(), slopes, rows(ofHiddenGates, 0, gatesWidth), hiddenSize, rows, gatesWidth);
        }
        dense.put(GruShape.HIDDEN_GATES, VectorBlocks.narrowed(ofHiddenGates, hiddenSize, gatesSize));
        dense.put(GruShape.HIDDEN_BIAS, sums(ofHidden));
        dense.put(GruShape.INPUT_BIAS, sums(ofGates));
        return backToInputs(ofGates, dense);
    }

    private void backStep(
            int input, int row, Block before, Block ofBefore, float[] ofStates, float[] ofGates, float[] ofHidden) {
        int reset = input * gatesWidth;
        int update = reset + hiddenSize;
        int candidate = update + hiddenSize;
        for (int i = 0; i < hiddenSize; i++) {
            float slope = ofStates[input * width + i];
            float r = gates[reset + i];
            float z = gates[update + i];
            float n = gates[candidate + i];
            float hidden = before.values()[before.at() + row + i];
            ofBefore.values()[ofBefore.at() + row + i] += slope * z;
            float ofCandidate = slope * (1 - z) * (1 - n * n);
            float ofReset = ofCandidate * fromHidden[candidate + i] * r * (1 - r);
            float ofUpdate = slope * (hidden - n) * z * (1 - z);
            ofGates[reset + i] = ofReset;
            ofGates[update + i] = ofUpdate;
            ofGates[candidate + i] = ofCandidate;
            ofHidden[reset + i] = ofReset;
            ofHidden[update + i] = ofUpdate;
            ofHidden[candidate + i] = ofCandidate * r;
        }
    }

    private float[] backToInputs(float[] ofGates, Map<String, float[]> dense) {
        int count = batch.inputsCount();
        int padded = VectorBlocks.padded(inputWidth);
        float[] ofInputGates = new float[inputWidth * gatesWidth];
        Block slopes = rows(ofGates, 0, gatesWidth);
        VectorBlocks.addProduct(
                rows(inputs, 0, inputWidth).transposed(),
                slopes,
                rows(ofInputGates, 0, gatesWidth),
                inputWidth,
                count,
                gatesWidth);
        dense.put(GruShape.INPUT_GATES, VectorBlocks.narrowed(ofInputGates, inputWidth, gatesSize));
        float[] turned = VectorBlocks.turned(inputGates, inputWidth, gatesWidth);
        float[] ofInputs = new float[count * padded];
        VectorBlocks.addProduct(slopes, rows(turned, 0, padded), rows(ofInputs, 0, padded), count, gatesSize, padded);
        float[] narrow = VectorBlocks.narrowed(ofInputs, count, inputWidth);
        scale(narrow, extras.inputFactors());
        return narrow;
    }

    private float[] sums(float[] rows) {
        float[] sums = new float[gatesWidth];
        for (int row = 0; row < batch.inputsCount(); row++) {
            VectorBlocks.add(rows, row * gatesWidth, gatesWidth, sums);
        }
        return Arrays.copyOf(sums, gatesSize);
    }
}
