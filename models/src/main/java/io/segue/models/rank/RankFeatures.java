package io.segue.models.rank;

import static io.segue.models.rank.RankFeature.*;

import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.live.DecayedCounts;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.LiveItem;
import io.segue.state.live.LiveItems;
import io.segue.state.live.Neighbour;
import io.segue.state.live.UserHistory;
import io.segue.state.popularity.DecayedMass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills in the {@link RankFeature}s of a turn's candidates: the one feature function of training and serving. */
final class RankFeatures {
    /** What an absent logarithm is: less than any that is there. */
    private static final float LOG_ABSENT = -12;
    /** Popularity and logarithms of time are brought to the size of the other features. */
    private static final float LOG_SCALE = 0.25f;

    private static final double LN_2 = Math.log(2);
    private static final double PROBABILITY_FLOOR = 1e-5;
    /** Of a probability of zero: that of most candidates, and a logarithm is slow. */
    private static final double LOG_PROBABILITY_NONE = LOG_SCALE * Math.log(PROBABILITY_FLOOR);

    private static final Neighbour NO_NEIGHBOUR = new Neighbour("", 0, 0, 0, "");

    private final long nowMs;
    private final SessionFacts session;
    private final DecayedCounts highest;
    private final Map<String, UserHistory.Visited> visited = new HashMap<>();
    private final float[] values;
    private final Neighbour support;
    /** What is the same for all candidates. */
    private final double sessionLength;

    private final double gapSeconds;
    private int row;

    private RankFeatures(RankQuery query, LiveItems live, int candidates) {
        this.nowMs = query.nowMs();
        this.session = new SessionFacts(query.session(), live);
        this.highest = live.highest();
        for (UserHistory.Visited item : query.history().items()) {
            visited.put(item.itemId(), item);
        }
        this.support = sum(query.newestNeighbours());
        this.sessionLength = Math.log1p(session.length()) / 2;
        this.gapSeconds = logSeconds(session.gapSeconds() * 1e3);
        this.values = new float[candidates * RankFeature.count()];
    }

    /** The features of all candidates, row-major, [candidates, {@link RankFeature#count()}]. */
    static float[] of(RankQuery query, List<Candidate> candidates, LiveItems live) {
        // Looked up before anything is computed: the waits for memory overlap.
        List<LiveItem> items = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            items.add(live.of(candidate.itemId()));
        }
        RankFeatures features = new RankFeatures(query, live, candidates.size());
        for (Candidate candidate : candidates) {
            LiveItem item = items.get(features.row);
            features.proposals(candidate);
            features.popularity(item.activity());
            features.ownPast(candidate.itemId());
            features.content(item.content());
            features.context();
            features.crosses();
            features.row++;
        }
        return features.values;
    }

    private static Neighbour sum(List<Neighbour> neighbours) {
        float fast = 0;
        float medium = 0;
        float slow = 0;
        for (Neighbour neighbour : neighbours) {
            fast += neighbour.fast();
            medium += neighbour.medium();
            slow += neighbour.slow();
        }
        return new Neighbour("", fast, medium, slow, "");
    }

    private void set(RankFeature feature, double value) {
        values[row * RankFeature.count() + feature.ordinal()] = (float) value;
    }

    private void set(RankFeature feature, boolean value) {
        set(feature, value ? 1 : 0);
    }

    private float get(RankFeature feature) {
        return values[row * RankFeature.count() + feature.ordinal()];
    }

    private void proposals(Candidate candidate) {
        boolean byModel = candidate.modelRank() > 0;
        set(MODEL_LOG_PROBABILITY, LOG_SCALE * (byModel ? candidate.modelLogProbability() : LOG_ABSENT));
        set(MODEL_RECIPROCAL_RANK, reciprocal(candidate.modelRank()));
        set(MODEL_PROPOSED, byModel);
        boolean bySimilar = candidate.similarRank() > 0;
        set(SIMILAR_LOG_SHARE, LOG_SCALE * (bySimilar ? candidate.similarLogShare() : LOG_ABSENT));
        set(SIMILAR_RECIPROCAL_RANK, reciprocal(candidate.similarRank()));
        set(SIMILAR_PROPOSED, bySimilar);
        Neighbour neighbour = candidate.neighbour().orElse(NO_NEIGHBOUR);
        set(SUCCESSOR_FAST, logProbability(neighbour.fast()));
        set(SUCCESSOR_MEDIUM, logProbability(neighbour.medium()));
        set(SUCCESSOR_SLOW, logProbability(neighbour.slow()));
        Neighbour next = candidate.next().orElse(NO_NEIGHBOUR);
        set(NEXT_FAST, logProbability(next.fast()));
        set(NEXT_MEDIUM, logProbability(next.medium()));
        set(NEXT_SLOW, logProbability(next.slow()));
        set(SUCCESSOR_RECIPROCAL_RANK, reciprocal(candidate.successorRank()));
        set(SUCCESSOR_PROPOSED, candidate.successorRank() > 0);
        set(SUPPORT_FAST, support.fast());
        set(SUPPORT_MEDIUM, support.medium());
        set(SUPPORT_SLOW, support.slow());
    }

    private void popularity(ItemActivity activity) {
        DecayedCounts counts = activity.counts();
        set(POPULARITY_FAST, relative(counts.log2Fast(), highest.log2Fast()));
        set(POPULARITY_MEDIUM, relative(counts.log2Medium(), highest.log2Medium()));
        set(POPULARITY_SLOW, relative(counts.log2Slow(), highest.log2Slow()));
        set(AGE, activity.isNone() ? 0 : logSeconds(nowMs - activity.firstSeenMs()));
        set(SINCE_LAST_CLICK, activity.isNone() ? 0 : logSeconds(nowMs - activity.lastSeenMs()));
        set(UNSEEN, activity.isNone());
    }

    private void ownPast(String itemId) {
        session.own(itemId).ifPresent(own -> {
            int eventsAgo = session.length() - 1 - own.lastIndex();
            set(IN_SESSION, true);
            set(SESSION_RECENCY, 1.0 / (1 + eventsAgo));
            set(SESSION_SECONDS, logSeconds(nowMs - own.lastMs()));
            set(SESSION_COUNT, Math.log1p(own.count()));
            set(SESSION_SHARE, (double) own.count() / session.length());
            set(SESSION_OPENING, own.firstIndex() == 0);
            set(SESSION_PREVIOUS, eventsAgo == 1);
            set(SESSION_CLICKED, own.isClicked());
            set(SESSION_BOUGHT, own.isBought());
        });
        UserHistory.Visited past = visited.get(itemId);
        if (past != null) {
            set(VISITED_COUNT, Math.log1p(past.count()));
            set(VISITED_SECONDS, logSeconds(nowMs - past.lastSeenMs()));
            set(BOUGHT_BEFORE, past.isBought());
            set(BOUGHT_SECONDS, past.isBought() ? logSeconds(nowMs - past.boughtMs()) : 0);
        }
    }

    private void content(ItemContent content) {
        ItemContent newest = session.newestContent();
        boolean hasCategory = !content.category().isEmpty();
        set(SAME_CATEGORY, hasCategory && content.category().equals(newest.category()));
        set(SAME_DEPARTMENT, hasCategory && session.isOfNewestDepartment(content));
        set(SAME_BRAND, !content.brand().isEmpty() && content.brand().equals(newest.brand()));
        set(CATEGORY_SHARE, session.categoryShare(content));
        set(BRAND_SHARE, session.brandShare(content));
        double ratio = Math.max(-3, Math.min(3, session.logPriceRatio(content)));
        set(PRICE_RATIO, ratio);
        set(PRICE_DISTANCE, Math.abs(ratio));
        set(PRICE_KNOWN, session.knowsPriceOf(content));
    }

    private void context() {
        set(SESSION_LENGTH, sessionLength);
        set(DISTINCT_SHARE, session.distinctShare());
        set(GAP_SECONDS, gapSeconds);
        InteractionType type = session.newestEvent().type();
        set(AFTER_CLICK, type == InteractionType.CLICK);
        set(AFTER_PURCHASE, type == InteractionType.PURCHASE);
    }

    private void crosses() {
        float inSession = get(IN_SESSION);
        set(IN_SESSION_AND_MODEL, inSession * get(MODEL_RECIPROCAL_RANK));
        set(IN_SESSION_AND_SIMILAR, inSession * get(SIMILAR_RECIPROCAL_RANK));
        set(IN_SESSION_AND_LENGTH, inSession * get(SESSION_LENGTH));
        set(IN_SESSION_AND_DISTINCT, inSession * get(DISTINCT_SHARE));
        set(IN_SESSION_AND_AFTER_PURCHASE, inSession * get(AFTER_PURCHASE));
        set(IN_SESSION_AND_GAP, inSession * get(GAP_SECONDS));
        set(SAME_CATEGORY_AND_POPULARITY, get(SAME_CATEGORY) * get(POPULARITY_SLOW));
        set(SAME_CATEGORY_AND_UNSEEN, get(SAME_CATEGORY) * get(UNSEEN));
    }

    private static double reciprocal(int rank) {
        return rank == 0 ? 0 : 1.0 / rank;
    }

    private static double logProbability(float probability) {
        return probability == 0 ? LOG_PROBABILITY_NONE : LOG_SCALE * Math.log(probability + PROBABILITY_FLOOR);
    }

    private static double relative(double log2Mass, double highest) {
        if (log2Mass == DecayedMass.NONE) {
            return LOG_SCALE * LOG_ABSENT;
        }
        return LOG_SCALE * Math.max(LOG_ABSENT, (log2Mass - highest) * LN_2);
    }

    /** Of one second more. Times are whole milliseconds, so that {@link Math#log1p} would say the same, and take longer. */
    private static double logSeconds(double ms) {
        return LOG_SCALE * Math.log(1 + Math.max(0, ms) / 1e3);
    }
}
