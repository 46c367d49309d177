package io.segue.models.gru;

import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.feature.StepInput;
import java.util.List;

/** The network once more, as plain loops over doubles: what it computes by definition. */
final class ReferenceGru {
    private final GruWeights weights;
    private final Vocabulary vocabulary;
    private final int units;

    ReferenceGru(GruWeights weights, Vocabulary vocabulary) {
        this.weights = weights;
        this.vocabulary = vocabulary;
        this.units = weights.shape().hiddenSize();
    }

    double[] hiddenAfter(List<StepInput> inputs) {
        double[] hidden = new double[units];
        for (StepInput input : inputs) {
            hidden = step(input, hidden);
        }
        return hidden;
    }

    private double[] step(StepInput input, double[] hidden) {
        int row = vocabulary.rowOrBucket(input.itemId(), weights.shape().oovBuckets());
        double[] next = new double[units];
        for (int unit = 0; unit < units; unit++) {
            double reset = sigmoid(fromInput(row, input, unit) + fromHidden(hidden, unit));
            double update = sigmoid(fromInput(row, input, units + unit) + fromHidden(hidden, units + unit));
            double candidate =
                    Math.tanh(fromInput(row, input, 2 * units + unit) + reset * fromHidden(hidden, 2 * units + unit));
            next[unit] = (1 - update) * candidate + update * hidden[unit];
        }
        return next;
    }

    private double fromInput(int row, StepInput input, int gate) {
        double sum = weights.values(GruShape.INPUT_BIAS)[gate];
        for (int i = 0; i < units; i++) {
            sum += weights.values(GruShape.ITEMS)[row * units + i]
                    * weights.values(GruShape.INPUT_GATES)[i * 3 * units + gate];
        }
        float[] context = new float[ContextVector.COLUMNS];
        ContextVector.write(input.context(), weights.shape().contextInputs(), context, 0);
        for (int column = 0; column < context.length; column++) {
            sum += context[column] * weights.values(GruShape.CONTEXT)[column * 3 * units + gate];
        }
        return sum;
    }

    private double fromHidden(double[] hidden, int gate) {
        double sum = weights.values(GruShape.HIDDEN_BIAS)[gate];
        for (int i = 0; i < units; i++) {
            sum += hidden[i] * weights.values(GruShape.HIDDEN_GATES)[i * 3 * units + gate];
        }
        return sum;
    }

    double score(double[] hidden, int item) {
        double score = weights.values(GruShape.ITEM_BIAS)[item];
        for (int i = 0; i < units; i++) {
            score += hidden[i] * weights.values(GruShape.ITEMS)[item * units + i];
        }
        return score;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
