package io.segue.models.gru;

import java.util.HashMap;
import java.util.Map;

/**
 * Adagrad (Duchi et al., JMLR 2011), optionally with momentum. Of a table only the touched rows move, and only their
 * sums of squares grow, so that a rare item still takes large steps late in the training.
 */
final class Adagrad {
    private static final float EPSILON = 1e-8f;

    private final GruWeights weights;
    private final float momentum;
    private final Map<String, float[]> squares = new HashMap<>();
    private final Map<String, float[]> moves = new HashMap<>();

    private float learningRate;

    /**
     * What it knows of the gradients so far.
     *
     * @param shape of the weights that they are of
     * @param squares by tensor
     * @param moves by tensor, empty without momentum
     */
    record Sums(GruShape shape, Map<String, float[]> squares, Map<String, float[]> moves) {
        /** A copy of one tensor's, with room for more items. */
        private static float[] grown(GruShape from, String name, float[] values, GruShape to) {
            return GruShape.ITEM_TABLES.contains(name) && values.length > 0
                    ? from.withRoom(to, name, values)
                    : values.clone();
        }
    }

    Adagrad(GruWeights weights, double momentum) {
        this.weights = weights;
        this.momentum = (float) momentum;
        weights.tensors().forEach(tensor -> {
            squares.put(tensor.name(), new float[tensor.values().length]);
            moves.put(tensor.name(), new float[momentum > 0 ? tensor.values().length : 0]);
        });
    }

    /**
     * Goes on from what another one knew.
     *
     * @param weights which may have more items than those
     */
    Adagrad(GruWeights weights, double momentum, Sums start) {
        this.weights = weights;
        this.momentum = (float) momentum;
        start.squares()
                .forEach((name, values) -> squares.put(name, Sums.grown(start.shape(), name, values, weights.shape())));
        start.moves()
                .forEach((name, values) -> moves.put(name, Sums.grown(start.shape(), name, values, weights.shape())));
    }

    /** The sums as they are now. */
    Sums sums() {
        return new Sums(weights.shape(), copies(squares), copies(moves));
    }

    /** The same for weights with more items. */
    Adagrad grown(GruWeights larger) {
        return new Adagrad(larger, momentum, new Sums(weights.shape(), squares, moves));
    }

    private static Map<String, float[]> copies(Map<String, float[]> tensors) {
        Map<String, float[]> copies = new HashMap<>();
        tensors.forEach((name, values) -> copies.put(name, values.clone()));
        return copies;
    }

    void setLearningRate(double rate) {
        learningRate = (float) rate;
    }

    /** Moves all that a step touched. */
    void update(TrainingStep.Gradients gradients, TrainingBatch batch, ItemVectors items) {
        items.update(batch, gradients, this);
        gradients.dense().forEach((name, gradient) -> update(name, 0, gradient, 0, gradient.length));
    }

    /**
     * Moves a piece of a tensor.
     *
     * @param from where the piece begins in the tensor
     * @param gradientFrom where its gradient begins
     */
    void update(String name, int from, float[] gradient, int gradientFrom, int length) {
        float[] sums = squares.getOrDefault(name, new float[0]);
        float[] values = weights.values(name);
        float[] move = moves.getOrDefault(name, new float[0]);
        for (int i = 0; i < length; i++) {
            float slope = gradient[gradientFrom + i];
            float sum = sums[from + i] + slope * slope;
            sums[from + i] = sum;
            float step = learningRate * slope / (float) Math.sqrt(sum + EPSILON);
            if (momentum > 0) {
                step += momentum * move[from + i];
                move[from + i] = step;
            }
            values[from + i] -= step;
        }
    }
}
