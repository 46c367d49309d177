package io.segue.models.rank;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.util.Set;

/**
 * What is ranked.
 *
 * @param proposalsMax proposals asked of each retriever
 * @param popularMax popular items taken at each speed
 * @param candidatesMax items of the union that the ranker scores
 * @param without what is left out of all that can be proposed and read
 */
public record RankSettings(int proposalsMax, int popularMax, int candidatesMax, Set<RankIngredient> without)
        implements Serializable {
    public static final String PROPOSALS = "segue.rank.proposals";
    public static final String POPULAR = "segue.rank.popular";
    public static final String CANDIDATES = "segue.rank.candidates";

    public static final RankSettings DEFAULT = new RankSettings(100, 20, 150, Set.of());

    public RankSettings {
        require(proposalsMax >= 1 && proposalsMax <= 1_000, PROPOSALS, proposalsMax, "within [1, 1000]");
        require(popularMax >= 0 && popularMax <= 1_000, POPULAR, popularMax, "within [0, 1000]");
        require(candidatesMax >= 1 && candidatesMax <= 2_000, CANDIDATES, candidatesMax, "within [1, 2000]");
        without = Set.copyOf(without);
    }

    public RankSettings without(RankIngredient ingredient) {
        return new RankSettings(proposalsMax, popularMax, candidatesMax, Set.of(ingredient));
    }

    boolean has(RankIngredient ingredient) {
        return !without.contains(ingredient);
    }

    boolean reads(RankFeature feature) {
        return without.stream().noneMatch(ingredient -> ingredient.isReadBy(feature));
    }
}
