package io.segue.models.rank;

import static io.segue.models.rank.Given.MINUTE_MS;
import static io.segue.models.rank.Given.T0_MS;
import static io.segue.models.rank.Given.feature;
import static io.segue.models.rank.Given.nothingLive;
import static io.segue.models.rank.Given.query;
import static io.segue.models.rank.Given.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.live.DecayedCounts;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.LiveItems;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankFeaturesTest {
    private static final Offset<Double> ABOUT = within(1e-5);

    @Test
    void knowWhenAnItemOfTheSessionWasLastSeen() {
        RankQuery query = query(session("a", "b", "a", "c"), new ScoredItem("a", 1), new ScoredItem("z", 0));

        float[] features = features(query, nothingLive(), "a", "z");

        assertThat(feature(features, 0, RankFeature.IN_SESSION)).isEqualTo(1);
        assertThat(feature(features, 0, RankFeature.SESSION_RECENCY)).isEqualTo(1.0 / 2, ABOUT);
        assertThat(feature(features, 0, RankFeature.SESSION_COUNT)).isEqualTo(Math.log(3), ABOUT);
        assertThat(feature(features, 0, RankFeature.SESSION_OPENING)).isEqualTo(1);
        assertThat(feature(features, 0, RankFeature.SESSION_PREVIOUS)).isEqualTo(1);
        assertThat(feature(features, 0, RankFeature.SESSION_SECONDS)).isEqualTo(0.25 * Math.log(61), ABOUT);
        assertThat(feature(features, 1, RankFeature.IN_SESSION)).isZero();
    }

    @Test
    void takeTheModelsScoresAsProbabilitiesAmongItsProposals() {
        RankQuery query = query(session("x"), new ScoredItem("a", 1.5f), new ScoredItem("b", 1.5f));

        float[] features = features(query, nothingLive(), "a", "x");

        assertThat(feature(features, 0, RankFeature.MODEL_LOG_PROBABILITY)).isEqualTo(0.25 * Math.log(0.5), ABOUT);
        assertThat(feature(features, 1, RankFeature.MODEL_PROPOSED)).isZero();
        assertThat(feature(features, 1, RankFeature.MODEL_LOG_PROBABILITY))
                .as("less than any item that is proposed")
                .isEqualTo(-3, ABOUT);
    }

    @Test
    void comparePopularityWithTheMostPopularItem() {
        LiveItems live = nothingLive();
        live.update("top", new ItemActivity(T0_MS, T0_MS, new DecayedCounts(10, 10, 10)));
        live.update("half", new ItemActivity(T0_MS - 60_000, T0_MS - 1_000, new DecayedCounts(9, 8, 7)));
        RankQuery query = query(session("x"), new ScoredItem("half", 1));

        float[] features = features(query, live, "half");

        assertThat(feature(features, 0, RankFeature.POPULARITY_FAST)).isEqualTo(0.25 * Math.log(0.5), ABOUT);
        assertThat(feature(features, 0, RankFeature.POPULARITY_SLOW)).isEqualTo(0.25 * Math.log(0.125), ABOUT);
        assertThat(feature(features, 0, RankFeature.AGE)).isEqualTo(0.25 * Math.log(61), ABOUT);
        assertThat(feature(features, 0, RankFeature.SINCE_LAST_CLICK)).isEqualTo(0.25 * Math.log(2), ABOUT);
    }

    @Test
    void compareContentWithThatOfTheSession() {
        LiveItems live = nothingLive();
        live.setContent("seen", new ItemContent("shoes.run", "acme", 100, ""));
        live.setContent("dear", new ItemContent("shoes.walk", "acme", 200, ""));
        RankQuery query = query(session("seen"), new ScoredItem("dear", 1), new ScoredItem("unknown", 0));

        float[] features = features(query, live, "dear", "unknown");

        assertThat(feature(features, 0, RankFeature.SAME_CATEGORY)).isZero();
        assertThat(feature(features, 0, RankFeature.SAME_DEPARTMENT)).isEqualTo(1);
        assertThat(feature(features, 0, RankFeature.SAME_BRAND)).isEqualTo(1);
        assertThat(feature(features, 0, RankFeature.PRICE_RATIO)).isEqualTo(Math.log(2), ABOUT);
        assertThat(feature(features, 1, RankFeature.PRICE_KNOWN)).isZero();
        assertThat(feature(features, 1, RankFeature.SAME_DEPARTMENT)).isZero();
    }

    @Test
    void knowNothingOfTheTurnBefore() {
        LiveItems live = nothingLive();
        live.update("b", new ItemActivity(T0_MS, T0_MS, new DecayedCounts(1, 1, 1)));
        live.setContent("b", new ItemContent("shoes", "acme", 100, ""));
        RankQuery plain = query(session("x"), new ScoredItem("z", 1));
        float[] features = features(plain, nothingLive(), "z");

        features(query(session("a", "b"), new ScoredItem("c", 1)), live, "b", "a", "c");

        assertThat(features(plain, nothingLive(), "z")).containsExactly(features);
    }

    @Test
    void rememberWhatWasBought() {
        SessionTail session = new SessionTail(
                List.of(
                        new SessionEvent("a", InteractionType.PURCHASE, T0_MS),
                        new SessionEvent("b", InteractionType.VIEW, T0_MS + MINUTE_MS)),
                ContextFeatures.NO_PRECEDING);

        float[] features = features(query(session), nothingLive(), "a");

        assertThat(feature(features, 0, RankFeature.SESSION_BOUGHT)).isEqualTo(1);
        assertThat(feature(features, 0, RankFeature.BOUGHT_BEFORE)).isEqualTo(1);
        assertThat(feature(features, 0, RankFeature.BOUGHT_SECONDS)).isEqualTo(0.25 * Math.log(61), ABOUT);
    }

    /** The features of these items, in this order. */
    private static float[] features(RankQuery query, LiveItems live, String... itemIds) {
        List<Candidate> union = CandidateUnion.of(query, live, RankSettings.DEFAULT, item -> true);
        List<Candidate> wanted = List.of(itemIds).stream()
                .map(itemId -> union.stream()
                        .filter(candidate -> candidate.itemId().equals(itemId))
                        .findFirst()
                        .orElseThrow())
                .toList();
        return RankFeatures.of(query, wanted, live).toRows();
    }
}
