package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * How a {@link GruLearner} goes on learning.
 *
 * @param examplesPerStep changes from an item to another between two steps
 * @param stepsPerRelease steps after which others are to get the weights
 * @param learningRate of Adagrad; its sums go on from the training
 * @param embeddingDropout as in training
 * @param hiddenDropout as in training
 * @param negatives items drawn per step, beside its targets
 * @param recentEvents of which negatives are drawn and their probabilities known
 * @param itemsMax items with a row of their own; those that come later are read as their content or bucket
 */
public record GruLearnerSettings(
        int examplesPerStep,
        int stepsPerRelease,
        double learningRate,
        double embeddingDropout,
        double hiddenDropout,
        int negatives,
        int recentEvents,
        int itemsMax)
        implements Serializable {
    /** Chosen on the first day of a news portal's log, the learning rate also on a shop's validation slice. */
    public static final GruLearnerSettings DEFAULT =
            new GruLearnerSettings(32, 4, 0.05, 0.1, 0.2, 512, 20_000, 1_000_000);

    public GruLearnerSettings {
        require(
                examplesPerStep >= 1 && examplesPerStep <= 4_096,
                "examplesPerStep",
                examplesPerStep,
                "within [1, 4096]");
        require(
                stepsPerRelease >= 1 && stepsPerRelease <= 1_000_000,
                "stepsPerRelease",
                stepsPerRelease,
                "within [1, 1000000]");
        require(learningRate > 0 && learningRate <= 10, "learningRate", learningRate, "within (0, 10]");
        require(embeddingDropout >= 0 && embeddingDropout < 1, "embeddingDropout", embeddingDropout, "within [0, 1)");
        require(hiddenDropout >= 0 && hiddenDropout < 1, "hiddenDropout", hiddenDropout, "within [0, 1)");
        require(negatives >= 1 && negatives <= 65_536, "negatives", negatives, "within [1, 65536]");
        require(recentEvents >= 1 && recentEvents <= 10_000_000, "recentEvents", recentEvents, "within [1, 10000000]");
        require(itemsMax >= 1 && itemsMax <= 10_000_000, "itemsMax", itemsMax, "within [1, 10000000]");
    }

    /** A training's settings, for the steps of the learner. */
    GruSettings over(GruSettings training) {
        GruSettings.Batches batches = training.batches();
        return training.withNetwork(training.network().withDropout(embeddingDropout, hiddenDropout))
                .withBatches(new GruSettings.Batches(
                        batches.kind(), batches.size(), batches.stepsMax(), negatives, batches.negativesAlpha()));
    }
}
