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
    public static final String EXCLUDE_NEWEST = "segue.rules.exclude-newest";
    public static final String BOUGHT_EXCLUSION = "segue.rules.bought.exclusion";
    public static final String IMPRESSIONS_MAX = "segue.rules.impressions.max";
    public static final String CATEGORY_MAX = "segue.rules.category.max";
    public static final String RECENCY_BOOST = "segue.rules.recency.boost";
    public static final String RECENCY_HALF_LIFE = "segue.rules.recency.half-life";
    public static final String EXPLORATION_SHARE = "segue.rules.exploration.share";

    /** Items whose impressions are remembered for a user, more only where a single list is longer. */
    private static final int IMPRESSIONS_KEPT = 200;

    /** The list as it was ranked, without the item just seen: what was evaluated is what is served. */
    public static final RuleSettings DEFAULT = new RuleSettings(true, Duration.ZERO, 0, 0, 0, Duration.ofDays(1), 0);

    public RuleSettings {
        require(
                !boughtExclusion.isNegative() && boughtExclusion.toDays() <= 3_650,
                BOUGHT_EXCLUSION,
                boughtExclusion,
                "within [0 s, 3650 d]");
        require(
                impressionsMax >= 0 && impressionsMax <= 1_000_000,
                IMPRESSIONS_MAX,
                impressionsMax,
                "within [0, 1000000]");
        require(categoryMax >= 0 && categoryMax <= 1_000, CATEGORY_MAX, categoryMax, "within [0, 1000]");
        require(recencyBoost >= 0 && recencyBoost <= 100, RECENCY_BOOST, recencyBoost, "within [0, 100]");
        require(
                recencyHalfLife.toMillis() >= 1_000 && recencyHalfLife.toDays() <= 3_650,
                RECENCY_HALF_LIFE,
                recencyHalfLife,
                "within [1 s, 3650 d]");
        require(explorationShare >= 0 && explorationShare <= 1, EXPLORATION_SHARE, explorationShare, "within [0, 1]");
    }

    /** Items whose impressions must be remembered for a user: none while nothing depends on them. */
    public int impressionsKept(int listLength) {
        return impressionsMax == 0 ? 0 : Math.max(IMPRESSIONS_KEPT, listLength);
    }

    /** Whether the order of a ranked list can change, so that more than the list must be ranked. */
    boolean reorders() {
        return impressionsMax > 0 || categoryMax > 0 || recencyBoost > 0;
    }
}
