package io.segue.models.gru;

import ai.djl.ndarray.NDArray;

/** The loss functions, over the scores of all candidates. */
final class Losses {
    private static final float EPSILON = 1e-24f;

    private Losses() {}

    /**
     * Mean loss of the examples.
     *
     * @param scores [examples, candidates]
     * @param targets place of the target, [examples, 1]
     */
    static NDArray of(GruSettings.Loss settings, NDArray scores, NDArray targets) {
        return switch (settings.function()) {
            case CROSS_ENTROPY -> scores.logSoftmax(1).gather(targets, 1).mean().neg();
            case BPR_MAX -> bprMax(elu(scores), targets, settings.regularisation());
            case TOP1_MAX -> top1Max(scores, targets);
        };
    }

    /** -log sum_j s_j sigmoid(r_i - r_j) + reg sum_j s_j r_j^2, with s the softmax over the other candidates. */
    private static NDArray bprMax(NDArray scores, NDArray targets, double regularisation) {
        NDArray own = scores.gather(targets, 1);
        NDArray weights = softmaxOfOthers(scores, targets);
        NDArray better = sigmoid(own.sub(scores)).mul(weights).sum(new int[] {1});
        NDArray penalty = scores.square().mul(weights).sum(new int[] {1});
        return better.add(EPSILON).log().neg().add(penalty.mul(regularisation)).mean();
    }

    /** sum_j s_j (sigmoid(r_j - r_i) + sigmoid(r_j^2)). */
    private static NDArray top1Max(NDArray scores, NDArray targets) {
        NDArray own = scores.gather(targets, 1);
        NDArray terms = sigmoid(scores.sub(own)).add(sigmoid(scores.square()));
        return terms.mul(softmaxOfOthers(scores, targets)).sum(new int[] {1}).mean();
    }

    private static NDArray softmaxOfOthers(NDArray scores, NDArray targets) {
        NDArray out = scores.getManager().zeros(targets.getShape()).add(OwnScores.OUT);
        return scores.scatter(targets, out, 1).softmax(1);
    }

    private static NDArray elu(NDArray scores) {
        return scores.getNDArrayInternal().elu(1);
    }

    private static NDArray sigmoid(NDArray array) {
        return array.getNDArrayInternal().sigmoid();
    }
}
