package io.segue.models.gru;

import java.util.HashMap;
import java.util.Map;

/**
 * Adagrad (Duchi et al., JMLR 2011). Of the item table only the touched rows move, and only their sums of squares grow,
 * so that a rare item still takes large steps late in the training.
 */
final class Adagrad {
    private static final float EPSILON = 1e-8f;

    private final GruWeights weights;
    private final float learningRate;
    private final Map<String, float[]> squares = new HashMap<>();

    Adagrad(GruWeights weights, double learningRate) {
        this.weights = weights;
        this.learningRate = (float) learningRate;
        weights.tensors().forEach(tensor -> squares.put(tensor.name(), new float[tensor.values().length]));
    }

    void update(TrainingBatch batch, TrainingStep.Gradients gradients) {
        int hiddenSize = weights.shape().hiddenSize();
        for (int i = 0; i < batch.touchedRows().length; i++) {
            int from = batch.touchedRows()[i] * hiddenSize;
            update(GruShape.ITEMS, from, gradients.touched(), i * hiddenSize, hiddenSize);
        }
        for (int i = 0; i < batch.candidatesCount(); i++) {
            update(GruShape.ITEM_BIAS, batch.touchedRows()[i], gradients.bias(), i, 1);
        }
        gradients.cell().forEach((name, gradient) -> update(name, 0, gradient, 0, gradient.length));
    }

    private void update(String name, int from, float[] gradient, int gradientFrom, int length) {
        float[] sums = squares.getOrDefault(name, new float[0]);
        float[] values = weights.values(name);
        for (int i = 0; i < length; i++) {
            float slope = gradient[gradientFrom + i];
            float sum = sums[from + i] + slope * slope;
            sums[from + i] = sum;
            values[from + i] -= learningRate * slope / (float) Math.sqrt(sum + EPSILON);
        }
    }
}
