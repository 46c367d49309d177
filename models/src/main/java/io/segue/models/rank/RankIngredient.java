package io.segue.models.rank;

import static io.segue.models.rank.RankFeature.*;

import java.util.EnumSet;
import java.util.Set;

/** What a ranker can be left without, to see what it is worth: proposals of one kind, and the features that read them. */
public enum RankIngredient {
    MODEL(MODEL_LOG_PROBABILITY, MODEL_RECIPROCAL_RANK, MODEL_PROPOSED, IN_SESSION_AND_MODEL),
    SIMILAR_SESSIONS(SIMILAR_LOG_SHARE, SIMILAR_RECIPROCAL_RANK, SIMILAR_PROPOSED, IN_SESSION_AND_SIMILAR),
    SUCCESSORS(EnumSet.range(SUCCESSOR_FAST, SUPPORT_SLOW)),
    /** Popularity, and since when and until when an item was clicked. */
    POPULARITY(EnumSet.range(POPULARITY_FAST, UNSEEN), SAME_CATEGORY_AND_POPULARITY, SAME_CATEGORY_AND_UNSEEN),
    /** The session's own items, and the user's past. */
    HISTORY(
            EnumSet.range(IN_SESSION, BOUGHT_SECONDS),
            IN_SESSION_AND_MODEL,
            IN_SESSION_AND_SIMILAR,
            IN_SESSION_AND_LENGTH,
            IN_SESSION_AND_DISTINCT,
            IN_SESSION_AND_AFTER_PURCHASE,
            IN_SESSION_AND_GAP),
    CONTENT(EnumSet.range(SAME_CATEGORY, PRICE_KNOWN), SAME_CATEGORY_AND_POPULARITY, SAME_CATEGORY_AND_UNSEEN),
    /** What is the same for all candidates of a turn. */
    CONTEXT(
            EnumSet.range(SESSION_LENGTH, AFTER_PURCHASE),
            IN_SESSION_AND_LENGTH,
            IN_SESSION_AND_DISTINCT,
            IN_SESSION_AND_AFTER_PURCHASE,
            IN_SESSION_AND_GAP),
    /** Crosses for the linear part. */
    CROSSES(EnumSet.range(IN_SESSION_AND_MODEL, SAME_CATEGORY_AND_UNSEEN)),
    /** Features that change while nothing happens in the session. */
    LIVE_FEATURES(RankFeature.live());

    private final Set<RankFeature> features;

    RankIngredient(RankFeature first, RankFeature... others) {
        this(EnumSet.of(first, others));
    }

    RankIngredient(Set<RankFeature> features, RankFeature... others) {
        this.features = EnumSet.copyOf(features);
        this.features.addAll(Set.of(others));
    }

    boolean isReadBy(RankFeature feature) {
        return features.contains(feature);
    }
}
