package io.segue.models.rank;

import io.segue.state.recommendation.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the ranker reads of a candidate. The order is part of every trained ranker: a bundle lists the names, and one with
 * other names is refused.
 */
public enum RankFeature {
    /** Log-probability among the model's proposals. */
    MODEL_LOG_PROBABILITY(Source.GRU),
    MODEL_RECIPROCAL_RANK(Source.GRU),
    MODEL_PROPOSED(Source.GRU),

    SIMILAR_LOG_SHARE(Source.NEIGHBOURS),
    SIMILAR_RECIPROCAL_RANK(Source.NEIGHBOURS),
    SIMILAR_PROPOSED(Source.NEIGHBOURS),

    /** Log-probability as successor of the whole session, then of its newest item alone. */
    SUCCESSOR_FAST(Source.SUCCESSORS),
    SUCCESSOR_MEDIUM(Source.SUCCESSORS),
    SUCCESSOR_SLOW(Source.SUCCESSORS),
    NEXT_FAST(Source.SUCCESSORS),
    NEXT_MEDIUM(Source.SUCCESSORS),
    NEXT_SLOW(Source.SUCCESSORS),
    SUCCESSOR_RECIPROCAL_RANK(Source.SUCCESSORS),
    SUCCESSOR_PROPOSED(Source.SUCCESSORS),
    /** How much is known of what follows the newest item, within [0, 1). */
    SUPPORT_FAST(Source.SUCCESSORS),
    SUPPORT_MEDIUM(Source.SUCCESSORS),
    SUPPORT_SLOW(Source.SUCCESSORS),

    /** Logarithm of the popularity relative to the most popular item. */
    POPULARITY_FAST(Source.POPULARITY),
    POPULARITY_MEDIUM(Source.POPULARITY),
    POPULARITY_SLOW(Source.POPULARITY),
    /** Logarithm of the seconds since the item was first and last seen. */
    AGE(Source.POPULARITY),
    SINCE_LAST_CLICK(Source.POPULARITY),
    UNSEEN(Source.POPULARITY),

    IN_SESSION(Source.HISTORY),
    SESSION_RECENCY(Source.HISTORY),
    SESSION_SECONDS(Source.HISTORY),
    SESSION_COUNT(Source.HISTORY),
    SESSION_SHARE(Source.HISTORY),
    SESSION_OPENING(Source.HISTORY),
    SESSION_PREVIOUS(Source.HISTORY),
    SESSION_CLICKED(Source.HISTORY),
    SESSION_BOUGHT(Source.HISTORY),
    VISITED_COUNT(Source.HISTORY),
    VISITED_SECONDS(Source.HISTORY),
    BOUGHT_BEFORE(Source.HISTORY),
    BOUGHT_SECONDS(Source.HISTORY),

    SAME_CATEGORY(Source.GRU),
    SAME_DEPARTMENT(Source.GRU),
    SAME_BRAND(Source.GRU),
    CATEGORY_SHARE(Source.GRU),
    BRAND_SHARE(Source.GRU),
    PRICE_RATIO(Source.GRU),
    PRICE_DISTANCE(Source.GRU),
    PRICE_KNOWN(Source.GRU),

    SESSION_LENGTH(Source.GRU),
    DISTINCT_SHARE(Source.GRU),
    GAP_SECONDS(Source.GRU),
    AFTER_CLICK(Source.GRU),
    AFTER_PURCHASE(Source.GRU),

    /** Crosses for the linear part: the network's wide side. */
    IN_SESSION_AND_MODEL(Source.HISTORY),
    IN_SESSION_AND_SIMILAR(Source.HISTORY),
    IN_SESSION_AND_LENGTH(Source.HISTORY),
    IN_SESSION_AND_DISTINCT(Source.HISTORY),
    IN_SESSION_AND_AFTER_PURCHASE(Source.HISTORY),
    IN_SESSION_AND_GAP(Source.HISTORY),
    SAME_CATEGORY_AND_POPULARITY(Source.POPULARITY),
    SAME_CATEGORY_AND_UNSEEN(Source.GRU);

    private static final RankFeature[] ALL = values();

    /** Those that change while nothing happens in the session: worth nothing once counting has stopped. */
    private static final Set<RankFeature> LIVE = Collections.unmodifiableSet(EnumSet.of(
            SUCCESSOR_FAST,
            SUCCESSOR_MEDIUM,
            NEXT_FAST,
            NEXT_MEDIUM,
            SUPPORT_FAST,
            SUPPORT_MEDIUM,
            POPULARITY_FAST,
            POPULARITY_MEDIUM,
            AGE,
            SINCE_LAST_CLICK));

    private final Source evidence;

    RankFeature(Source evidence) {
        this.evidence = evidence;
    }

    static int count() {
        return ALL.length;
    }

    /** Which kind of evidence it belongs to: what is named when the ranker says why. */
    Source evidence() {
        return evidence;
    }

    static Set<RankFeature> live() {
        return LIVE;
    }

    boolean isLive() {
        return LIVE.contains(this);
    }

    /** The names of all features in order, as a bundle records them. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (RankFeature feature : ALL) {
            names.add(feature.name().toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
