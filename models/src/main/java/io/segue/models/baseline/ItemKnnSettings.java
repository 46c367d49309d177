package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * What {@link ItemKnn} remembers.
 *
 * @param damping added to the support of both items, so that a few sessions in common are not yet a likeness
 * @param neighboursMax the most similar items of an item are kept
 */
public record ItemKnnSettings(double damping, int neighboursMax) implements Serializable {
    public static final String PREFIX = "segue.baseline.itemknn.";

    /** Tuned on the last days of a shop's training log (Hidasi et al. took 20); more neighbours than any list is long. */
    public static final ItemKnnSettings DEFAULT = new ItemKnnSettings(50, 500);

    public ItemKnnSettings {
        require(damping >= 0 && damping <= 1_000_000, PREFIX + "damping", damping, "within [0, 1000000]");
        require(
                neighboursMax >= 1 && neighboursMax <= 10_000,
                PREFIX + "neighbours.max",
                neighboursMax,
                "within [1, 10000]");
    }
}
