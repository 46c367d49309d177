package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * How {@link VsKnn} compares sessions.
 *
 * @param samplesMax the newest sessions with an item of the current one that are looked at
 * @param neighboursMax the most similar of them whose items are proposed
 * @param itemsMax the newest distinct items of the current session that count
 * @param similarityWeight what a shared item adds to the similarity, by its place in the current session
 * @param matchWeight what a neighbour adds to the score of its items, by the place of the newest shared item
 * @param idf whether rare items count more, as shared ones and as proposed ones
 */
public record VsKnnSettings(
        int samplesMax,
        int neighboursMax,
        int itemsMax,
        PositionWeight similarityWeight,
        PositionWeight matchWeight,
        boolean idf)
        implements Serializable {
    public static final String PREFIX = "segue.baseline.vsknn.";

    /** Tuned on the last days of a shop's training log. */
    public static final VsKnnSettings DEFAULT =
            new VsKnnSettings(1_000, 300, 20, PositionWeight.LINEAR, PositionWeight.EVEN, true);

    public VsKnnSettings {
        require(samplesMax >= 1 && samplesMax <= 100_000, PREFIX + "samples.max", samplesMax, "within [1, 100000]");
        require(
                neighboursMax >= 1 && neighboursMax <= samplesMax,
                PREFIX + "neighbours.max",
                neighboursMax,
                "within [1, " + PREFIX + "samples.max = " + samplesMax + "]");
        require(itemsMax >= 1 && itemsMax <= 100, PREFIX + "items.max", itemsMax, "within [1, 100]");
    }
}
