package io.segue.models.rank;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * How a ranker goes on learning from what it is shown.
 *
 * @param batchSize examples per step
 * @param learningRate of Adam
 * @param candidatesMax candidates kept of a turn until the next item is known, the best ranked ones
 * @param pendingMax turns that wait for their next item; the oldest is given up
 * @param factors length of the vectors that are learned of items, see {@link ItemFactors}; 0 for none
 * @param factorsLearningRate of row-wise Adagrad, a step an example
 * @param itemsMax items whose vectors are kept
 */
public record OnlineRankSettings(
        int batchSize,
        double learningRate,
        int candidatesMax,
        int pendingMax,
        int factors,
        double factorsLearningRate,
        int itemsMax)
        implements Serializable {
    public static final OnlineRankSettings DEFAULT = new OnlineRankSettings(32, 0.002, 60, 10_000, 16, 0.3, 100_000);

    public OnlineRankSettings {
        require(batchSize >= 1 && batchSize <= 4_096, "batchSize", batchSize, "within [1, 4096]");
        require(learningRate > 0 && learningRate <= 1, "learningRate", learningRate, "within (0, 1]");
        require(candidatesMax >= 2 && candidatesMax <= 2_000, "candidatesMax", candidatesMax, "within [2, 2000]");
        require(pendingMax >= 1 && pendingMax <= 1_000_000, "pendingMax", pendingMax, "within [1, 1000000]");
        require(factors >= 0 && factors <= 1_024, "factors", factors, "within [0, 1024]");
        require(
                factorsLearningRate > 0 && factorsLearningRate <= 10,
                "factorsLearningRate",
                factorsLearningRate,
                "within (0, 10]");
        require(itemsMax >= 1 && itemsMax <= 10_000_000, "itemsMax", itemsMax, "within [1, 10000000]");
    }
}
