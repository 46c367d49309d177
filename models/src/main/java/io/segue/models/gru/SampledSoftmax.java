package io.segue.models.gru;

import io.segue.models.kernel.Block;
import io.segue.models.kernel.Panels;
import io.segue.models.kernel.VectorBlocks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The cross-entropy of a step with its gradients, by hand and in vectors: some rows of scores at a time, so that they are
 * still in the cache when their softmax and both gradients are computed. What {@link Losses} and the engine's autograd
 * give, within rounding.
 */
final class SampledSoftmax {
    /** Of a block, at most. */
    private static final int SCORES_MAX = 1 << 20;

    private static final int ROWS_MIN = 16;

    private final TrainingBatch batch;
    private final GruWeights weights;
    private final int hiddenSize;
    private final int width;
    private final int candidates;
    private final int columns;
    /** Between rows of scores. Odd in units of a cache's line, or the values of a column would all want the same place. */
    private final int stride;

    private final float[] outputs;
    private final float[] vectors;
    private final float[] offsets;
    private final Panels panels;

    private final float[] outputGradients;
    private final float[] vectorGradients;
    private final float[] biasGradients;
    private final Map<String, float[]> copyGradients = new HashMap<>();
    private double lossSum;
    /** The next of the own scores, which come in the order of the examples. */
    private int own;

    /**
     * The result.
     *
     * @param loss mean over the examples, in nats
     * @param outputs by element of what the states gave out, [examples, H]
     * @param vectors by element of the candidates' vectors, [candidates, H]
     * @param bias by candidate
     * @param copy by name of the copy head's tensors, empty where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Gradients(double loss, float[] outputs, float[] vectors, float[] bias, Map<String, float[]> copy) {}

    /**
     * One batch.
     *
     * @param outputs what the states gave out, [examples, H]
     * @param vectors of the touched items, candidates first, [.., H]
     * @param offsets that are added to the candidates' scores
     */
    SampledSoftmax(TrainingBatch batch, GruWeights weights, float[] outputs, float[] vectors, float[] offsets) {
        this.batch = batch;
        this.weights = weights;
        this.hiddenSize = weights.shape().hiddenSize();
        this.width = VectorBlocks.padded(hiddenSize);
        this.candidates = batch.candidatesCount();
        this.columns = Panels.padded(candidates);
        this.stride = columns / VectorBlocks.WIDTH % 2 == 1 ? columns : columns + VectorBlocks.WIDTH;
        this.outputs = VectorBlocks.widened(outputs, hiddenSize);
        this.vectors = VectorBlocks.widened(vectors, hiddenSize);
        this.offsets = Arrays.copyOf(offsets, columns);
        Arrays.fill(this.offsets, candidates, columns, Float.NEGATIVE_INFINITY);
        this.panels = new Panels(hiddenSize, candidates);
        for (int column = 0; column < candidates; column++) {
            panels.put(column, vectors, column * hiddenSize);
        }
        this.outputGradients = new float[this.outputs.length];
        this.vectorGradients = new float[columns * width];
        this.biasGradients = new float[columns];
        if (weights.shape().hasCopy()) {
            for (String name : GruShape.COPY) {
                copyGradients.put(name, new float[weights.values(name).length]);
            }
        }
    }

    Gradients run() {
        int examples = batch.examplesCount();
        int some = Math.min(examples, Math.max(ROWS_MIN, SCORES_MAX / stride));
        float[] scores = new float[some * stride];
        for (int from = 0; from < examples; from += some) {
            block(from, Math.min(some, examples - from), scores);
        }
        return new Gradients(
                lossSum / examples,
                VectorBlocks.narrowed(outputGradients, examples, hiddenSize),
                VectorBlocks.narrowed(vectorGradients, candidates, hiddenSize),
                Arrays.copyOf(biasGradients, candidates),
                copyGradients);
    }

    private void block(int from, int rows, float[] values) {
        Block scores = new Block(values, 0, stride, 1);
        Block states = new Block(outputs, from * width, width, 1);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(offsets, 0, values, row * stride, columns);
        }
        for (int panel = 0; panel < Panels.count(candidates); panel++) {
            Block to = new Block(values, panel * Panels.WIDTH, stride, 1);
            VectorBlocks.addProduct(states, panels.block(panel), to, rows, hiddenSize, Panels.WIDTH);
        }
        for (int row = 0; row < rows; row++) {
            example(from + row, values, row * stride);
        }
        Block ofStates = new Block(outputGradients, from * width, width, 1);
        VectorBlocks.addProduct(scores, new Block(vectors, 0, width, 1), ofStates, rows, candidates, width);
        Block ofVectors = new Block(vectorGradients, 0, width, 1);
        VectorBlocks.addProduct(scores.transposed(), states, ofVectors, candidates, rows, width);
    }

    /** Makes a row of scores what the loss rises by with each of them. */
    private void example(int example, float[] scores, int at) {
        long end = (example + 1L) * candidates;
        int first = own;
        for (; own < batch.own().cells().length && batch.own().cells()[own] < end; own++) {
            scores[placeOf(own, example, at)] += batch.own().corrections()[own] + copied(own, example);
        }
        int target = at + (int) batch.targetPlaces()[example];
        float max = VectorBlocks.max(scores, at, columns);
        float ofTarget = scores[target] - max;
        float sum = VectorBlocks.exponentials(scores, at, columns, max);
        lossSum += Math.log(sum) - ofTarget;
        float share = 1f / batch.examplesCount();
        VectorBlocks.scale(scores, at, columns, share / sum);
        scores[target] -= share;
        VectorBlocks.add(scores, at, columns, biasGradients);
        for (int cell = first; cell < own; cell++) {
            learnCopied(cell, example, scores[placeOf(cell, example, at)]);
        }
    }

    private int placeOf(int cell, int example, int at) {
        return at + (int) (batch.own().cells()[cell] - (long) example * candidates);
    }

    /** What the copy head adds to a score. */
    private float copied(int cell, int example) {
        if (!isCopied(cell)) {
            return 0;
        }
        OwnScores scores = batch.own();
        int distance = (int) scores.distances()[cell];
        float[] byState = weights.values(GruShape.COPY_HIDDEN);
        float sum = weights.values(GruShape.COPY_DISTANCE)[distance]
                + weights.values(GruShape.COPY_GAP)[(int) scores.gapBins()[cell]]
                + weights.values(GruShape.COPY_TYPE)[(int) scores.types()[cell]];
        for (int unit = 0; unit < hiddenSize; unit++) {
            sum += outputs[example * width + unit] * byState[distance * hiddenSize + unit];
        }
        return sum;
    }

    private boolean isCopied(int cell) {
        return !copyGradients.isEmpty() && batch.own().copied()[cell] > 0;
    }

    private void learnCopied(int cell, int example, float slope) {
        if (!isCopied(cell)) {
            return;
        }
        OwnScores scores = batch.own();
        int distance = (int) scores.distances()[cell];
        gradient(GruShape.COPY_DISTANCE)[distance] += slope;
        gradient(GruShape.COPY_GAP)[(int) scores.gapBins()[cell]] += slope;
        gradient(GruShape.COPY_TYPE)[(int) scores.types()[cell]] += slope;
        float[] byState = weights.values(GruShape.COPY_HIDDEN);
        float[] ofByState = gradient(GruShape.COPY_HIDDEN);
        for (int unit = 0; unit < hiddenSize; unit++) {
            ofByState[distance * hiddenSize + unit] += slope * outputs[example * width + unit];
            outputGradients[example * width + unit] += slope * byState[distance * hiddenSize + unit];
        }
    }

    private float[] gradient(String tensor) {
        return Objects.requireNonNull(copyGradients.get(tensor));
    }
}
