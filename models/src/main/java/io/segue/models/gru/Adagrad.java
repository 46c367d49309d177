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

    Adagrad(GruWeights weights, double momentum) {
        this.weights = weights;
        this.momentum = (float) momentum;
        weights.tensors().forEach(tensor -> {
            squares.put(tensor.name(), new float[tensor.values().length]);
            moves.put(tensor.name(), new float[momentum > 0 ? tensor.values().length : 0]);
        });
    }

    /**
     * The same sums for other weights, of which the items may be more; this one goes on by itself.
     *
     * @param others what is moved
     */
    Adagrad copyFor(GruWeights others) {
        Adagrad copy = new Adagrad(others, momentum);
        squares.forEach((name, values) -> copy.squares.put(name, copied(name, values, others)));
        moves.forEach((name, values) -> copy.moves.put(name, copied(name, values, others)));
        return copy;
    }

    private float[] copied(String name, float[] values, GruWeights others) {
        boolean hasItems = GruShape.ITEM_TABLES.contains(name) && values.length > 0;
        return hasItems ? weights.shape().grown(others.shape(), name, values) : values.clone();
    }

    void setLearningRate(double rate) {
        learningRate = (float) rate;
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
