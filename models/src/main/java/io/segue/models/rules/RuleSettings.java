package io.segue.models.rules;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * The rules of a list. That a withdrawn item is never recommended is no option.
 *
 * @param excludesNewest whether the item just seen is left out
 * @param boughtExclusion how long a bought item is left out; zero for not at all
 * @param impressionsMax how often an item is shown to a user without a reaction before it goes behind all others; 0 for
 *     no limit
 * @param categoryMax items of one category in a list; 0 for no limit
 * @param recencyBoost added to the score of an item seen for the first time right now
 * @param recencyHalfLife age at which half of the boost is left
 * @param explorationShare share of the answers whose last place goes to an item that nobody has seen yet
 */
public record RuleSettings(
        boolean excludesNewest,
        Duration boughtExclusion,
        int impressionsMax,
        int categoryMax,
        double recencyBoost,
        Duration recencyHalfLife,
        double explorationShare)
        implements Serializable {
    public static final String PREFIX = "segue.rules.";

    /** The list as it was ranked, without the item just seen: what was evaluated is what is served. */
    public static final RuleSettings DEFAULT = new RuleSettings(true, Duration.ZERO, 0, 0, 0, Duration.ofDays(1), 0);

    public RuleSettings {
        require(
                !boughtExclusion.isNegative() && boughtExclusion.toDays() <= 3_650,
                PREFIX + "bought.exclusion",
                boughtExclusion,
                "within [0 s, 3650 d]");
        require(
                impressionsMax >= 0 && impressionsMax <= 1_000_000,
                PREFIX + "impressions.max",
                impressionsMax,
                "within [0, 1000000]");
        require(categoryMax >= 0 && categoryMax <= 1_000, PREFIX + "category.max", categoryMax, "within [0, 1000]");
        require(recencyBoost >= 0 && recencyBoost <= 100, PREFIX + "recency.boost", recencyBoost, "within [0, 100]");
        require(
                recencyHalfLife.toMillis() >= 1_000 && recencyHalfLife.toDays() <= 3_650,
                PREFIX + "recency.half-life",
                recencyHalfLife,
                "within [1 s, 3650 d]");
        require(
                explorationShare >= 0 && explorationShare <= 1,
                PREFIX + "exploration.share",
                explorationShare,
                "within [0, 1]");
    }

    /** Whether the order of a ranked list can change, so that more than the list must be ranked. */
    boolean reorders() {
        return impressionsMax > 0 || categoryMax > 0 || recencyBoost > 0;
    }
}
