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

    private final long nowMs;
    private final SessionFacts session;
    private final DecayedCounts highest;
    private final Map<String, UserHistory.Visited> visited = new HashMap<>();
    private final FeatureColumns columns;

    private RankFeatures(RankQuery query, LiveItems live, FeatureColumns columns) {
        this.nowMs = query.nowMs();
        this.session = new SessionFacts(query.session(), live);
        this.highest = live.highest();
        for (UserHistory.Visited item : query.history().items()) {
            visited.put(item.itemId(), item);
        }
        this.columns = columns;
    }

    /** The features of all candidates, until this thread asks for those of others. */
    static FeatureColumns of(RankQuery query, List<Candidate> candidates, LiveItems live) {
        FeatureColumns columns = RankScratch.ofThisThread().features(candidates.size());
        RankFeatures features = new RankFeatures(query, live, columns);
        features.absent();
        features.context(query);
        int row = 0;
        for (Candidate candidate : candidates) {
            features.proposals(row, candidate);
            features.popularity(row, candidate.item().activity());
            features.content(row, candidate.item());
            features.ownPast(row, candidate.itemId());
            row++;
        }
        return columns;
    }

    /** What an item has of which nothing is known, where that is not zero: most candidates have most of it. */
    private void absent() {
        columns.fill(MODEL_LOG_PROBABILITY, LOG_SCALE * LOG_ABSENT);
        columns.fill(SIMILAR_LOG_SHARE, LOG_SCALE * LOG_ABSENT);
        columns.fill(SUCCESSOR_FAST, LOG_PROBABILITY_NONE);
        columns.fill(SUCCESSOR_MEDIUM, LOG_PROBABILITY_NONE);
        columns.fill(SUCCESSOR_SLOW, LOG_PROBABILITY_NONE);
        columns.fill(NEXT_FAST, LOG_PROBABILITY_NONE);
        columns.fill(NEXT_MEDIUM, LOG_PROBABILITY_NONE);
        columns.fill(NEXT_SLOW, LOG_PROBABILITY_NONE);
        columns.fill(POPULARITY_FAST, LOG_SCALE * LOG_ABSENT);
        columns.fill(POPULARITY_MEDIUM, LOG_SCALE * LOG_ABSENT);
        columns.fill(POPULARITY_SLOW, LOG_SCALE * LOG_ABSENT);
        columns.fill(UNSEEN, 1);
    }

    /** What is the same for all candidates. */
    private void context(RankQuery query) {
        float fast = 0;
        float medium = 0;
        float slow = 0;
        for (Neighbour neighbour : query.newestNeighbours()) {
            fast += neighbour.fast();
            medium += neighbour.medium();
            slow += neighbour.slow();
        }
        columns.fill(SUPPORT_FAST, fast);
        columns.fill(SUPPORT_MEDIUM, medium);
        columns.fill(SUPPORT_SLOW, slow);
        columns.fill(SESSION_LENGTH, Math.log1p(session.length()) / 2);
        columns.fill(DISTINCT_SHARE, session.distinctShare());
        columns.fill(GAP_SECONDS, logSeconds(session.gapSeconds() * 1e3));
        InteractionType type = session.newestEvent().type();
        columns.fill(AFTER_CLICK, type == InteractionType.CLICK ? 1 : 0);
        columns.fill(AFTER_PURCHASE, type == InteractionType.PURCHASE ? 1 : 0);
    }

    private void proposals(int row, Candidate candidate) {
        if (candidate.modelRank() > 0) {
            columns.set(row, MODEL_LOG_PROBABILITY, LOG_SCALE * candidate.modelLogProbability());
            columns.set(row, MODEL_RECIPROCAL_RANK, 1.0 / candidate.modelRank());
            columns.set(row, MODEL_PROPOSED, true);
        }
        if (candidate.similarRank() > 0) {
            columns.set(row, SIMILAR_LOG_SHARE, LOG_SCALE * candidate.similarLogShare());
            columns.set(row, SIMILAR_RECIPROCAL_RANK, 1.0 / candidate.similarRank());
            columns.set(row, SIMILAR_PROPOSED, true);
        }
        candidate.neighbour().ifPresent(neighbour -> {
            columns.set(row, SUCCESSOR_FAST, logProbability(neighbour.fast()));
            columns.set(row, SUCCESSOR_MEDIUM, logProbability(neighbour.medium()));
            columns.set(row, SUCCESSOR_SLOW, logProbability(neighbour.slow()));
            columns.set(row, SUCCESSOR_RECIPROCAL_RANK, 1.0 / candidate.successorRank());
            columns.set(row, SUCCESSOR_PROPOSED, true);
        });
        candidate.next().ifPresent(next -> {
            columns.set(row, NEXT_FAST, logProbability(next.fast()));
            columns.set(row, NEXT_MEDIUM, logProbability(next.medium()));
            columns.set(row, NEXT_SLOW, logProbability(next.slow()));
        });
    }

    private void popularity(int row, ItemActivity activity) {
        if (activity.isNone()) {
            return;
        }
        DecayedCounts counts = activity.counts();
        columns.set(row, POPULARITY_FAST, relative(counts.log2Fast(), highest.log2Fast()));
        columns.set(row, POPULARITY_MEDIUM, relative(counts.log2Medium(), highest.log2Medium()));
        columns.set(row, POPULARITY_SLOW, relative(counts.log2Slow(), highest.log2Slow()));
        columns.set(row, AGE, logSeconds(nowMs - activity.firstSeenMs()));
        columns.set(row, SINCE_LAST_CLICK, logSeconds(nowMs - activity.lastSeenMs()));
        columns.set(row, UNSEEN, false);
    }

    private void content(int row, LiveItem item) {
        ItemContent content = item.content();
        ItemContent newest = session.newestContent();
        if (!content.category().isEmpty()) {
            columns.set(row, SAME_DEPARTMENT, session.isOfNewestDepartment(item));
            columns.set(row, CATEGORY_SHARE, session.categoryShare(content));
            if (content.category().equals(newest.category())) {
                columns.set(row, SAME_CATEGORY, true);
                columns.set(row, SAME_CATEGORY_AND_POPULARITY, columns.get(row, POPULARITY_SLOW));
                columns.set(row, SAME_CATEGORY_AND_UNSEEN, columns.get(row, UNSEEN));
            }
        }
        if (!content.brand().isEmpty()) {
            columns.set(row, SAME_BRAND, content.brand().equals(newest.brand()));
            columns.set(row, BRAND_SHARE, session.brandShare(content));
        }
        if (session.knowsPriceOf(item)) {
            double ratio = Math.max(-3, Math.min(3, session.logPriceRatio(item)));
            columns.set(row, PRICE_RATIO, ratio);
            columns.set(row, PRICE_DISTANCE, Math.abs(ratio));
            columns.set(row, PRICE_KNOWN, true);
        }
    }

    private void ownPast(int row, String itemId) {
        session.own(itemId).ifPresent(own -> inSession(row, own));
        UserHistory.Visited past = visited.get(itemId);
        if (past != null) {
            columns.set(row, VISITED_COUNT, Math.log1p(past.count()));
            columns.set(row, VISITED_SECONDS, logSeconds(nowMs - past.lastSeenMs()));
            columns.set(row, BOUGHT_BEFORE, past.isBought());
            columns.set(row, BOUGHT_SECONDS, past.isBought() ? logSeconds(nowMs - past.boughtMs()) : 0);
        }
    }

    /** After the proposals and the context, which are crossed with it. */
    private void inSession(int row, SessionFacts.Own own) {
        int eventsAgo = session.length() - 1 - own.lastIndex();
        columns.set(row, IN_SESSION, true);
        columns.set(row, SESSION_RECENCY, 1.0 / (1 + eventsAgo));
        columns.set(row, SESSION_SECONDS, logSeconds(nowMs - own.lastMs()));
        columns.set(row, SESSION_COUNT, Math.log1p(own.count()));
        columns.set(row, SESSION_SHARE, (double) own.count() / session.length());
        columns.set(row, SESSION_OPENING, own.firstIndex() == 0);
        columns.set(row, SESSION_PREVIOUS, eventsAgo == 1);
        columns.set(row, SESSION_CLICKED, own.isClicked());
        columns.set(row, SESSION_BOUGHT, own.isBought());
        columns.set(row, IN_SESSION_AND_MODEL, columns.get(row, MODEL_RECIPROCAL_RANK));
        columns.set(row, IN_SESSION_AND_SIMILAR, columns.get(row, SIMILAR_RECIPROCAL_RANK));
        columns.set(row, IN_SESSION_AND_LENGTH, columns.get(row, SESSION_LENGTH));
        columns.set(row, IN_SESSION_AND_DISTINCT, columns.get(row, DISTINCT_SHARE));
        columns.set(row, IN_SESSION_AND_AFTER_PURCHASE, columns.get(row, AFTER_PURCHASE));
        columns.set(row, IN_SESSION_AND_GAP, columns.get(row, GAP_SECONDS));
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
