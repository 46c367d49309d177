package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each loss is what its paper's formula gives in double precision. */
class LossesTest {
    private static final int EXAMPLES = 7;
    private static final int CANDIDATES = 23;
    private static final double REGULARISATION = 0.7;

    @ParameterizedTest
    @EnumSource(LossFunction.class)
    void isWhatTheFormulaGives(LossFunction function) {
        SplittableRandom random = new SplittableRandom(2);
        float[] scores = new float[EXAMPLES * CANDIDATES];
        long[] targets = new long[EXAMPLES];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.nextDouble(-3, 3);
        }
        double expected = 0;
        for (int example = 0; example < EXAMPLES; example++) {
            targets[example] = random.nextInt(CANDIDATES);
            double[] row = new double[CANDIDATES];
            for (int i = 0; i < CANDIDATES; i++) {
                row[i] = scores[example * CANDIDATES + i];
            }
            expected += loss(function, row, (int) targets[example]) / EXAMPLES;
        }

        try (NDManager manager = TorchEngine.start().newBaseManager(DeviceChoice.CPU.resolve())) {
            float loss = Losses.of(
                            new GruSettings.Loss(function, 1, REGULARISATION),
                            manager.create(scores, new Shape(EXAMPLES, CANDIDATES)),
                            manager.create(targets, new Shape(EXAMPLES, 1)))
                    .getFloat();
            assertThat((double) loss).isCloseTo(expected, within(1e-5 * expected));
        }
    }

    private static double loss(LossFunction function, double[] scores, int target) {
        return switch (function) {
            case CROSS_ENTROPY -> crossEntropy(scores, target);
            case BPR_MAX -> bprMax(scores, target);
            case TOP1_MAX -> top1Max(scores, target);
        };
    }

    private static double crossEntropy(double[] scores, int target) {
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score);
        }
        return Math.log(sum) - scores[target];
    }

    private static double bprMax(double[] raw, int target) {
        double[] scores = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            scores[i] = raw[i] > 0 ? raw[i] : Math.expm1(raw[i]);
        }
        double better = 0;
        double penalty = 0;
        for (int i = 0; i < scores.length; i++) {
            better += weight(scores, target, i) * sigmoid(scores[target] - scores[i]);
            penalty += weight(scores, target, i) * scores[i] * scores[i];
        }
        return -Math.log(better) + REGULARISATION * penalty;
    }

    private static double top1Max(double[] scores, int target) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += weight(scores, target, i) * (sigmoid(scores[i] - scores[target]) + sigmoid(scores[i] * scores[i]));
        }
        return sum;
    }

    /** Of the softmax over all but the target. */
    private static double weight(double[] scores, int target, int place) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += i == target ? 0 : Math.exp(scores[i]);
        }
        return place == target ? 0 : Math.exp(scores[place]) / sum;
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
