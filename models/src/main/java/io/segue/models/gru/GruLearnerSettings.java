package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * How a {@link GruLearner} goes on learning.
 *
 * @param examplesPerStep changes from an item to another between two steps
 * @param learningRate of Adagrad; its sums go on from the training
 * @param embeddingDropout as in training
 * @param hiddenDropout as in training
 * @param negatives items drawn per step, beside its targets
 * @param recentEvents of which negatives are drawn and their probabilities known
 */
public record GruLearnerSettings(
        int examplesPerStep,
        double learningRate,
        double embeddingDropout,
        double hiddenDropout,
        int negatives,
        int recentEvents)
        implements Serializable {
    /** Chosen on the first day of a news portal's log. */
    public static final GruLearnerSettings DEFAULT = new GruLearnerSettings(32, 0.1, 0.1, 0.2, 512, 20_000);

    public GruLearnerSettings {
        require(
                examplesPerStep >= 1 && examplesPerStep <= 4_096,
                "examplesPerStep",
                examplesPerStep,
                "within [1, 4096]");
        require(learningRate > 0 && learningRate <= 10, "learningRate", learningRate, "within (0, 10]");
        require(embeddingDropout >= 0 && embeddingDropout < 1, "embeddingDropout", embeddingDropout, "within [0, 1)");
        require(hiddenDropout >= 0 && hiddenDropout < 1, "hiddenDropout", hiddenDropout, "within [0, 1)");
        require(negatives >= 1 && negatives <= 65_536, "negatives", negatives, "within [1, 65536]");
        require(recentEvents >= 1 && recentEvents <= 10_000_000, "recentEvents", recentEvents, "within [1, 10000000]");
    }

    /** A training's settings, for the steps of the learner. */
    GruSettings over(GruSettings training) {
        GruSettings.Batches batches = training.batches();
        return training.withNetwork(training.network().withDropout(embeddingDropout, hiddenDropout))
                .withBatches(new GruSettings.Batches(
                        batches.kind(), batches.size(), batches.stepsMax(), negatives, batches.negativesAlpha()));
    }
}
