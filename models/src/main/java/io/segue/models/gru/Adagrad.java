package io.segue.models.gru;

import io.segue.models.kernel.Kernels;
import io.segue.models.kernel.VectorBlocks;
import io.segue.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adagrad (Duchi et al., JMLR 2011), optionally with momentum. Of a table only the touched rows move, and only their
 * sums of squares grow, so that a rare item still takes large steps late in the training.
 */
final class Adagrad {
    private static final float EPSILON = VectorBlocks.EPSILON;

    private final boolean hasVectors = Kernels.vector().isPresent();
    private final GruWeights weights;
    private final float momentum;
    private final Map<String, float[]> squares = new HashMap<>();
    private final Map<String, float[]> moves = new HashMap<>();

    private float learningRate;
    private Watcher watcher = (tensor, from, length) -> {};

    /** Who wants to know what moved. */
    @FunctionalInterface
    interface Watcher {
        /**
         * A piece of a tensor is about to move.
         *
         * @param from where it begins
         */
        void moves(String tensor, int from, int length);
    }

    /**
     * What it knows of the gradients so far.
     *
     * @param shape of the weights that they are of
     * @param squares by tensor
     * @param moves by tensor, empty without momentum
     */
    record Sums(GruShape shape, Map<String, float[]> squares, Map<String, float[]> moves) {
        private static final String SQUARES = "squares.";
        private static final String MOVES = "moves.";

        /**
         * Takes sums as they come from a file.
         *
         * @param weights that they are of, which may have more items by now
         * @throws IllegalArgumentException if they are not of such weights
         */
        static Sums of(GruShape weights, Map<String, Tensor> tensors) {
            Tensor biases = tensors.get(SQUARES + GruShape.ITEM_BIAS);
            int items = biases == null ? 0 : biases.shape()[0];
            if (items > weights.itemsCount()) {
                throw new IllegalArgumentException(
                        "the sums are of " + items + " items, but the weights have " + weights.itemsCount());
            }
            GruShape shape = weights.withItems(items);
            Map<String, float[]> squares = new HashMap<>();
            Map<String, float[]> moves = new HashMap<>();
            shape.tensors().forEach((name, dimensions) -> {
                squares.put(name, values(tensors.get(SQUARES + name), SQUARES + name, dimensions));
                Tensor moved = tensors.get(MOVES + name);
                moves.put(name, moved == null ? new float[0] : values(moved, MOVES + name, dimensions));
            });
            return new Sums(shape, squares, moves);
        }

        private static float[] values(@Nullable Tensor tensor, String name, int[] dimensions) {
            if (tensor == null || !Arrays.equals(tensor.shape(), dimensions) || !tensor.isFinite()) {
                throw new IllegalArgumentException("tensor " + name
                        + " is missing, not finite, or of another shape than " + Arrays.toString(dimensions));
            }
            return tensor.values();
        }

        /** For a file. */
        List<Tensor> tensors() {
            List<Tensor> tensors = new ArrayList<>();
            shape.tensors().forEach((name, dimensions) -> {
                tensors.add(new Tensor(SQUARES + name, dimensions, squares.getOrDefault(name, new float[0])));
                float[] moved = moves.getOrDefault(name, new float[0]);
                if (moved.length > 0) {
                    tensors.add(new Tensor(MOVES + name, dimensions, moved));
                }
            });
            return tensors;
        }

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
        Adagrad grown = new Adagrad(larger, momentum, new Sums(weights.shape(), squares, moves));
        grown.setWatcher(watcher);
        return grown;
    }

    private static Map<String, float[]> copies(Map<String, float[]> tensors) {
        Map<String, float[]> copies = new HashMap<>();
        tensors.forEach((name, values) -> copies.put(name, values.clone()));
        return copies;
    }

    void setLearningRate(double rate) {
        learningRate = (float) rate;
    }

    void setWatcher(Watcher who) {
        watcher = who;
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
        watcher.moves(name, from, length);
        float[] sums = squares.getOrDefault(name, new float[0]);
        float[] values = weights.values(name);
        if (momentum == 0 && hasVectors) {
            VectorBlocks.adagrad(gradient, gradientFrom, length, sums, values, from, learningRate);
            return;
        }
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
