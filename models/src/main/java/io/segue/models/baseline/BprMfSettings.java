package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * How {@link BprMf} learns.
 *
 * @param factors numbers an item is described by
 * @param epochs passes; in each as many examples are drawn as there are
 * @param learningRate of the gradient descent, falling to zero by equal steps
 * @param regularisation share of a factor that every step takes back, times the rate
 * @param itemsMax the newest distinct items that make up a session
 * @param seed of the first factors and of all draws
 */
public record BprMfSettings(
        int factors, int epochs, double learningRate, double regularisation, int itemsMax, long seed)
        implements Serializable {
    public static final String PREFIX = "segue.baseline.bprmf.";

    /** Tuned on the last days of a shop's training log. */
    public static final BprMfSettings DEFAULT = new BprMfSettings(64, 60, 0.2, 0.003, 3, 42);

    public BprMfSettings {
        require(factors >= 1 && factors <= 1_024, PREFIX + "factors", factors, "within [1, 1024]");
        require(epochs >= 1 && epochs <= 1_000, PREFIX + "epochs", epochs, "within [1, 1000]");
        require(learningRate > 0 && learningRate <= 10, PREFIX + "learning-rate", learningRate, "within (0, 10]");
        require(regularisation >= 0 && regularisation < 1, PREFIX + "regularisation", regularisation, "within [0, 1)");
        require(itemsMax >= 1 && itemsMax <= 50, PREFIX + "items.max", itemsMax, "within [1, 50]");
    }

    public BprMfSettings withSeed(long other) {
        return new BprMfSettings(factors, epochs, learningRate, regularisation, itemsMax, other);
    }
}
