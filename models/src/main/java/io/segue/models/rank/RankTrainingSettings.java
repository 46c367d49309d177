package io.segue.models.rank;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * How a ranker is trained.
 *
 * @param slice share of the events, the newest ones, that it learns from; the retrievers that it learns to weigh are
 *     trained on those before
 * @param units of the hidden layer; 0 for the linear part alone
 * @param epochs passes over the examples
 * @param batchSize examples per step
 * @param learningRate of Adam, falling to zero
 * @param weightDecay as in AdamW
 * @param examplesMax examples kept, evenly over the slice
 * @param nextItemWeight what an example counts whose next event is not a purchase
 * @param purchaseWeight what one counts whose next event is a purchase
 */
public record RankTrainingSettings(
        double slice,
        int units,
        int epochs,
        int batchSize,
        double learningRate,
        double weightDecay,
        int examplesMax,
        double nextItemWeight,
        double purchaseWeight)
        implements Serializable {
    public static final RankTrainingSettings DEFAULT =
            new RankTrainingSettings(0.25, 32, 12, 32, 0.003, 0.01, 20_000, 1, 3);

    public RankTrainingSettings {
        require(slice > 0 && slice < 1, "slice", slice, "within (0, 1)");
        require(units >= 0 && units <= 1_024, "units", units, "within [0, 1024]");
        require(epochs >= 1 && epochs <= 1_000, "epochs", epochs, "within [1, 1000]");
        require(batchSize >= 1 && batchSize <= 4_096, "batchSize", batchSize, "within [1, 4096]");
        require(learningRate > 0 && learningRate <= 1, "learningRate", learningRate, "within (0, 1]");
        require(weightDecay >= 0 && weightDecay <= 1, "weightDecay", weightDecay, "within [0, 1]");
        require(examplesMax >= 1, "examplesMax", examplesMax, "at least 1");
        require(nextItemWeight >= 0 && nextItemWeight <= 1_000, "nextItemWeight", nextItemWeight, "within [0, 1000]");
        require(purchaseWeight >= 0 && purchaseWeight <= 1_000, "purchaseWeight", purchaseWeight, "within [0, 1000]");
        require(nextItemWeight + purchaseWeight > 0, "nextItemWeight", nextItemWeight, "above 0 where the other is 0");
    }

    public RankTrainingSettings withUnits(int count) {
        return new RankTrainingSettings(
                slice,
                count,
                epochs,
                batchSize,
                learningRate,
                weightDecay,
                examplesMax,
                nextItemWeight,
                purchaseWeight);
    }

    /** For another objective: what a turn counts by whether the event after it is a purchase. */
    public RankTrainingSettings withWeights(double ofNextItem, double ofPurchase) {
        return new RankTrainingSettings(
                slice, units, epochs, batchSize, learningRate, weightDecay, examplesMax, ofNextItem, ofPurchase);
    }
}
