package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * What a {@link MarkovChain} remembers.
 *
 * @param successorsMax the most frequent next items of an item are kept
 */
public record MarkovChainSettings(int successorsMax) implements Serializable {
    public static final String PREFIX = "segue.baseline.markov.";

    /** More successors than any list is long. */
    public static final MarkovChainSettings DEFAULT = new MarkovChainSettings(500);

    public MarkovChainSettings {
        require(
                successorsMax >= 1 && successorsMax <= 10_000,
                PREFIX + "successors.max",
                successorsMax,
                "within [1, 10000]");
    }
}
