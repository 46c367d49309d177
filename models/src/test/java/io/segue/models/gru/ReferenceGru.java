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

    /** The state after the inputs of a session of which nothing is known before. */
    double[] hiddenAfter(List<StepInput> inputs) {
        return hiddenAfter(new double[units], inputs);
    }

    double[] hiddenAfter(double[] start, List<StepInput> inputs) {
        double[] hidden = start;
        for (StepInput input : inputs) {
            hidden = step(input, hidden);
        }
        return hidden;
    }

    /** The state that a session begins with after one that ended with {@code memory}, which may be empty. */
    double[] begun(float[] memory) {
        double[] begun = new double[units];
        for (int unit = 0; unit < units && memory.length > 0; unit++) {
            double sum = weights.values(GruShape.MEMORY_BIAS)[unit];
            for (int i = 0; i < units; i++) {
                sum += memory[i] * weights.values(GruShape.MEMORY)[i * units + unit];
            }
            begun[unit] = Math.tanh(sum);
        }
        return begun;
    }

    private double[] step(StepInput input, double[] hidden) {
        double[] next = new double[units];
        for (int unit = 0; unit < units; unit++) {
            double reset = gate(input, hidden, unit);
            double update = gate(input, hidden, units + unit);
            double candidate =
                    Math.tanh(fromInput(input, 2 * units + unit) + reset * fromHidden(hidden, 2 * units + unit));
            next[unit] = (1 - update) * candidate + update * hidden[unit];
        }
        return next;
    }

    private double gate(StepInput input, double[] hidden, int gate) {
        double sum = fromInput(input, gate) + fromHidden(hidden, gate);
        return sigmoid(reads(ContextFusion.GATES) ? sum * (1 + fromContext(input, gate)) : sum);
    }

    private double fromInput(StepInput input, int gate) {
        double sum = weights.values(GruShape.INPUT_BIAS)[gate];
        if (weights.shape().embedding() == ItemEmbedding.ONE_HOT) {
            sum += inputValue(input, gate);
        } else {
            for (int i = 0; i < units; i++) {
                double value = inputValue(input, i);
                sum += (reads(ContextFusion.LATENT_CROSS) ? value * (1 + fromContext(input, i)) : value)
                        * weights.values(GruShape.INPUT_GATES)[i * 3 * units + gate];
            }
        }
        return reads(ContextFusion.ADDED) ? sum + fromContext(input, gate) : sum;
    }

    private double inputValue(StepInput input, int i) {
        int row = vocabulary.rowOrBucket(input.itemId(), weights.shape().oovBuckets());
        return weights.values(weights.shape().inputTable())[
                row * weights.shape().inputWidth() + i];
    }

    private boolean reads(ContextFusion fusion) {
        return weights.shape().readsContext() && weights.shape().contextFusion() == fusion;
    }

    private double fromContext(StepInput input, int to) {
        float[] context = new float[ContextVector.COLUMNS];
        ContextVector.write(input.context(), weights.shape().contextInputs(), context, 0);
        double sum = 0;
        for (int column = 0; column < context.length; column++) {
            sum += context[column]
                    * weights.values(GruShape.CONTEXT)[column * weights.shape().width(GruShape.CONTEXT) + to];
        }
        return sum;
    }

    /** What a state gives out after its newest input. */
    double[] outputs(double[] hidden, StepInput newest) {
        double[] outputs = hidden.clone();
        for (int unit = 0; unit < units && reads(ContextFusion.LATENT_CROSS); unit++) {
            outputs[unit] *= 1 + fromContext(newest, units + unit);
        }
        return outputs;
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
