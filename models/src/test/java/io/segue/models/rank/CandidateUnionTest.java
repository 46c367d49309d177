package io.segue.models.rank;

import static io.segue.models.rank.Given.nothingLive;
import static io.segue.models.rank.Given.query;
import static io.segue.models.rank.Given.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.DecayedCounts;
import io.segue.state.live.ItemActivity;
import io.segue.state.live.LiveItems;
import io.segue.state.live.Neighbour;
import io.segue.state.live.SessionNeighbours;
import io.segue.state.recommendation.Source;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateUnionTest {
    @Test
    void holdsEveryItemOnceAndRanksHigherWhatMoreProposersWant() {
        RankQuery query = new RankQuery(
                session("a"),
                query(session("a")).history(),
                new SessionNeighbours(List.of(new Neighbour("both", 0.1f, 0.1f, 0.1f, "a"))),
                List.of(),
                List.of(new ScoredItem("model", 2), new ScoredItem("both", 1)),
                List.of());

        List<Candidate> union = CandidateUnion.of(query, nothingLive(), RankSettings.DEFAULT, item -> true);

        assertThat(union).extracting(Candidate::itemId).containsExactly("both", "a", "model");
        assertThat(union.get(0).source()).as("who had it at the best rank").isEqualTo(Source.SUCCESSORS);
    }

    @Test
    void leavesOutWhatIsNotWantedWhoeverProposesIt() {
        LiveItems live = nothingLive();
        live.update("withdrawn", new ItemActivity(1, 1, new DecayedCounts(1, 1, 1)));
        RankQuery query = query(session("withdrawn", "b"), new ScoredItem("withdrawn", 3), new ScoredItem("c", 1));

        List<Candidate> union = CandidateUnion.of(query, live, RankSettings.DEFAULT, item -> !item.equals("withdrawn"));

        assertThat(union).extracting(Candidate::itemId).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void isCutAtTheMostCandidates() {
        RankQuery query = query(session("a"), new ScoredItem("b", 3), new ScoredItem("c", 2), new ScoredItem("d", 1));

        List<Candidate> union = CandidateUnion.of(
                query, nothingLive(), new RankSettings(10, 10, 2, Set.of()), item -> !item.equals("a"));

        assertThat(union).extracting(Candidate::itemId).containsExactly("b", "c");
    }

    @Test
    void takesPopularItemsOfEverySpeed() {
        LiveItems live = nothingLive();
        live.update("hot", new ItemActivity(1, 1, new DecayedCounts(9, 1, 1)));
        live.update("warm", new ItemActivity(1, 1, new DecayedCounts(1, 9, 1)));
        live.update("classic", new ItemActivity(1, 1, new DecayedCounts(1, 1, 9)));

        List<Candidate> union = CandidateUnion.of(
                query(session("a")), live, new RankSettings(10, 1, 10, Set.of()), item -> !item.equals("a"));

        assertThat(union).extracting(Candidate::itemId).containsExactlyInAnyOrder("hot", "warm", "classic");
    }

    @ParameterizedTest
    @CsvSource({"MODEL, model", "SIMILAR_SESSIONS, similar", "SUCCESSORS, successor", "HISTORY, own", "POPULARITY, hot"
    })
    void hasNoProposalsOfWhatItIsWithout(RankIngredient ingredient, String proposed) {
        LiveItems live = nothingLive();
        live.update("hot", new ItemActivity(1, 1, new DecayedCounts(9, 9, 9)));
        RankQuery query = new RankQuery(
                session("own"),
                query(session("own")).history(),
                new SessionNeighbours(List.of(new Neighbour("successor", 0.1f, 0.1f, 0.1f, "own"))),
                List.of(),
                List.of(new ScoredItem("model", 1)),
                List.of(new ScoredItem("similar", 1)));

        assertThat(itemIds(query, live, RankSettings.DEFAULT))
                .containsExactlyInAnyOrder("model", "similar", "successor", "own", "hot");
        assertThat(itemIds(query, live, RankSettings.DEFAULT.without(ingredient)))
                .hasSize(4)
                .doesNotContain(proposed);
    }

    private static List<String> itemIds(RankQuery query, LiveItems live, RankSettings settings) {
        return CandidateUnion.of(query, live, settings, item -> true).stream()
                .map(Candidate::itemId)
                .toList();
    }
}
