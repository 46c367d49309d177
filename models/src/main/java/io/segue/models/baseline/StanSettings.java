package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * How {@link Stan} compares sessions. A decay is what takes a weight to 1/e.
 *
 * @param samplesMax the newest sessions with an item of the current one that are looked at
 * @param neighboursMax the most similar of them whose items are proposed
 * @param itemsMax the newest distinct items of the current session that count
 * @param itemDecay lambda 1: items back from the newest one of the current session
 * @param ageDecay lambda 2: age of a past session
 * @param distanceDecay lambda 3: places between an item of a neighbour and the item it shares
 * @param distanceFloor weight of an item at any distance; 0 in the paper
 * @param lengthPower of its length by which a past session's similarity is divided; 0.5 in the paper
 * @param similarityPower to which the similarity is raised before its age counts; 1 in the paper
 * @param idf whether rare items count more, as shared ones and as proposed ones; not in the paper
 */
public record StanSettings(
        int samplesMax,
        int neighboursMax,
        int itemsMax,
        double itemDecay,
        Duration ageDecay,
        double distanceDecay,
        double distanceFloor,
        double lengthPower,
        double similarityPower,
        boolean idf)
        implements Serializable {
    public static final String PREFIX = "segue.baseline.stan.";

    /** Long enough for any log. */
    private static final Duration AGE_MAX = Duration.ofDays(36_500);

    /** Tuned on the last days of a shop's training log. */
    public static final StanSettings DEFAULT =
            new StanSettings(1_000, 1_000, 20, 3, Duration.ofDays(60), 0.5, 0.05, 0.25, 2, true);

    public StanSettings {
        require(samplesMax >= 1 && samplesMax <= 100_000, PREFIX + "samples.max", samplesMax, "within [1, 100000]");
        require(
                neighboursMax >= 1 && neighboursMax <= samplesMax,
                PREFIX + "neighbours.max",
                neighboursMax,
                "within [1, " + PREFIX + "samples.max = " + samplesMax + "]");
        require(itemsMax >= 1 && itemsMax <= 100, PREFIX + "items.max", itemsMax, "within [1, 100]");
        require(itemDecay > 0 && itemDecay <= 1_000, PREFIX + "item.decay", itemDecay, "within (0, 1000]");
        require(
                ageDecay.toSeconds() >= 1 && ageDecay.compareTo(AGE_MAX) <= 0,
                PREFIX + "age.decay",
                ageDecay,
                "within [PT1S, " + AGE_MAX + "]");
        require(
                distanceDecay > 0 && distanceDecay <= 1_000,
                PREFIX + "distance.decay",
                distanceDecay,
                "within (0, 1000]");
        require(distanceFloor >= 0 && distanceFloor <= 1, PREFIX + "distance.floor", distanceFloor, "within [0, 1]");
        require(lengthPower >= 0 && lengthPower <= 2, PREFIX + "length.power", lengthPower, "within [0, 2]");
        require(
                similarityPower > 0 && similarityPower <= 10,
                PREFIX + "similarity.power",
                similarityPower,
                "within (0, 10]");
    }
}
