package io.segue.models.gru;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.HashMap;
import java.util.Map;

/**
 * Loss and gradients of one batch, by the engine's autograd. The loss is the cross-entropy of each target among the
 * batch's candidates; a candidate's score is corrected by the logarithm of its probability to be one, except the
 * target's own, which is always there. So a target that was drawn as a negative too is not counted twice.
 *
 * <p>Only the touched rows of the item table reach the device: no step costs more for a larger table.
 */
final class TrainingStep {
    private final NDManager manager;
    private final Engine engine;

    /**
     * The result of a step.
     *
     * @param loss mean over the examples, in nats
     * @param touched by element of the touched rows
     * @param bias by candidate
     * @param cell by name of the tensor
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Gradients(double loss, float[] touched, float[] bias, Map<String, float[]> cell) {}

    /**
     * The factors of the units of all inputs and of all examples' outputs, zero where dropped; empty for no dropout.
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Dropout(float[] inputs, float[] outputs) {
        static final Dropout NONE = new Dropout(new float[0], new float[0]);
    }

    TrainingStep(Engine engine, NDManager manager) {
        this.engine = engine;
        this.manager = manager;
    }

    /** Runs a step. Only one thread of a JVM may do so at a time: the engine allows one gradient collector. */
    Gradients run(GruWeights weights, TrainingBatch batch, Dropout dropout) {
        int hiddenSize = weights.shape().hiddenSize();
        try (NDManager local = manager.newSubManager()) {
            NDArray touched = local.create(
                    gather(weights.values(GruShape.ITEMS), batch.touchedRows(), hiddenSize),
                    new Shape(batch.touchedRows().length, hiddenSize));
            NDArray bias = local.create(gatherBias(weights, batch));
            GruCell cell = GruCell.of(weights, local);
            NDList parameters = new NDList(
                    touched,
                    bias,
                    cell.inputGates(),
                    cell.hiddenGates(),
                    cell.inputBias(),
                    cell.hiddenBias(),
                    cell.contextGates());
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            float loss;
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray outputs = outputs(batch, touched, cell, dropout);
                NDArray lossArray = loss(batch, outputs, touched, bias);
                loss = lossArray.getFloat();
                if (Float.isFinite(loss)) {
                    collector.backward(lossArray);
                }
            }
            return gradients(loss, parameters);
        }
    }

    /** The loss alone, without gradients or dropout. */
    double loss(GruWeights weights, TrainingBatch batch) {
        int hiddenSize = weights.shape().hiddenSize();
        try (NDManager local = manager.newSubManager()) {
            NDArray touched = local.create(
                    gather(weights.values(GruShape.ITEMS), batch.touchedRows(), hiddenSize),
                    new Shape(batch.touchedRows().length, hiddenSize));
            NDArray outputs = outputs(batch, touched, GruCell.of(weights, local), Dropout.NONE);
            return loss(batch, outputs, touched, local.create(gatherBias(weights, batch)))
                    .getFloat();
        }
    }

    private static float[] gather(float[] table, int[] rows, int width) {
        float[] gathered = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(table, rows[i] * width, gathered, i * width, width);
        }
        return gathered;
    }

    private static float[] gatherBias(GruWeights weights, TrainingBatch batch) {
        float[] bias = weights.values(GruShape.ITEM_BIAS);
        float[] gathered = new float[batch.candidatesCount()];
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = bias[batch.touchedRows()[i]];
        }
        return gathered;
    }

    /** The hidden vectors after the inputs that have a target, [examples, H]. */
    private static NDArray outputs(TrainingBatch batch, NDArray touched, GruCell cell, Dropout dropout) {
        NDManager local = touched.getManager();
        int inputs = batch.inputsCount();
        NDArray items = GruCell.rowsOf(touched, local.create(batch.inputPlaces()));
        NDArray context = local.create(batch.contextRows(), new Shape(inputs, GruShape.CONTEXT_FEATURES));
        NDArray gates = cell.preActivations(dropped(items, dropout.inputs()), context);
        NDArray hidden =
                local.zeros(new Shape(batch.roundRows()[0], touched.getShape().get(1)));
        NDList rounds = new NDList(batch.roundRows().length);
        long at = 0;
        for (int rows : batch.roundRows()) {
            hidden = cell.step(rows(gates, at, at + rows), rows(hidden, 0, rows));
            rounds.add(hidden);
            at += rows;
        }
        // DJL's concat of a single array is a copy through which no gradient flows.
        NDArray all = rounds.size() == 1 ? hidden : NDArrays.concat(rounds, 0);
        NDArray outputs = GruCell.rowsOf(all, local.create(batch.exampleInputs()));
        return dropped(outputs, dropout.outputs());
    }

    private static NDArray dropped(NDArray units, float[] factors) {
        return factors.length == 0 ? units : units.mul(units.getManager().create(factors, units.getShape()));
    }

    private static NDArray loss(TrainingBatch batch, NDArray outputs, NDArray touched, NDArray bias) {
        NDManager local = touched.getManager();
        NDArray logInclusions = local.create(batch.logInclusions());
        NDArray candidates = rows(touched, 0, batch.candidatesCount());
        NDArray scores = outputs.matMul(candidates.transpose()).add(bias.sub(logInclusions));
        NDArray targets = local.create(batch.targetPlaces());
        NDArray column = targets.reshape(batch.examplesCount(), 1);
        NDArray ownScores = scores.gather(column, 1).add(GruCell.rowsOf(logInclusions.reshape(-1, 1), targets));
        NDArray corrected = scores.scatter(column, ownScores, 1);
        return corrected.logSoftmax(1).gather(column, 1).mean().neg();
    }

    private static NDArray rows(NDArray array, long from, long to) {
        return array.getShape().get(0) == to - from ? array : array.get(new NDIndex().addSliceDim(from, to));
    }

    private static Gradients gradients(float loss, NDList parameters) {
        if (!Float.isFinite(loss)) {
            return new Gradients(loss, new float[0], new float[0], Map.of());
        }
        Map<String, float[]> cell = new HashMap<>();
        cell.put(GruShape.INPUT_GATES, gradient(parameters.get(2)));
        cell.put(GruShape.HIDDEN_GATES, gradient(parameters.get(3)));
        cell.put(GruShape.INPUT_BIAS, gradient(parameters.get(4)));
        cell.put(GruShape.HIDDEN_BIAS, gradient(parameters.get(5)));
        cell.put(GruShape.CONTEXT_GATES, gradient(parameters.get(6)));
        return new Gradients(loss, gradient(parameters.get(0)), gradient(parameters.get(1)), cell);
    }

    private static float[] gradient(NDArray parameter) {
        try (NDArray gradient = parameter.getGradient()) {
            return gradient.toFloatArray();
        }
    }
}
