package io.segue.models.rank;

import static io.segue.models.rank.Given.nothingLive;
import static io.segue.models.rank.Given.query;
import static io.segue.models.rank.Given.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.recommendation.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CandidateRankerTest {
    private final RankQuery query = query(session("a", "b", "c"), new ScoredItem("x", 3), new ScoredItem("y", 2));

    @Test
    void ordersByTheNetworkWhateverTheProposersSay() {
        CandidateRanker ranker = new CandidateRanker(Given.reading(RankFeature.SESSION_RECENCY), RankSettings.DEFAULT);

        List<RankedItem> ranked = ranker.rank(query, nothingLive(), item -> !item.equals("c"), 3);

        assertThat(ranked).extracting(RankedItem::itemId).startsWith("b", "a");
        assertThat(ranked).hasSize(3);
        assertThat(ranked.get(0).source()).isEqualTo(Source.HISTORY);
    }

    @Test
    void findsTheBestOfAllInOrderTiesByItemId() {
        Random random = new Random(7);
        List<Candidate> candidates = new ArrayList<>();
        float[] scores = new float[100];
        for (int i = 0; i < scores.length; i++) {
            candidates.add(new Candidate("item-" + random.nextInt(1_000_000), true));
            scores[i] = random.nextInt(20);
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
        order.sort(Comparator.<Integer>comparingDouble(row -> -scores[row])
                .thenComparing(row -> candidates.get(row).itemId()));

        for (int count : new int[] {0, 1, 20, 100, 500}) {
            assertThat(CandidateRanker.best(scores, candidates, count))
                    .extracting(CandidateRanker.Scored::row)
                    .isEqualTo(order.subList(0, Math.min(count, order.size())));
        }
    }

    @Test
    void saysWhatSpeaksForAnItem() {
        CandidateRanker ranker = new CandidateRanker(Given.reading(RankFeature.SESSION_RECENCY), RankSettings.DEFAULT);

        List<RankedItem> ranked = ranker.rank(query, nothingLive(), item -> !item.equals("c"), 2);

        assertThat(ranked.get(0).because()).containsExactly("in this session, 1 event ago");
        assertThat(ranked.get(1).because()).containsExactly("in this session, 2 events ago");
    }

    @Test
    void saysWhenAnItemIsTheOneJustSeen() {
        CandidateRanker ranker = new CandidateRanker(Given.reading(RankFeature.SESSION_RECENCY), RankSettings.DEFAULT);

        assertThat(ranker.rank(query, nothingLive(), item -> item.equals("c"), 1)
                        .get(0)
                        .because())
                .containsExactly("in this session, just now");
    }

    @Test
    void saysOfANewItemWhoProposesItWhereItsNewnessAloneRaisesIt() {
        CandidateRanker ranker = new CandidateRanker(Given.reading(RankFeature.UNSEEN), RankSettings.DEFAULT);

        assertThat(ranker.rank(query, nothingLive(), item -> item.equals("x"), 1)
                        .get(0)
                        .because())
                .containsExactly("fits this session, after c");
    }

    @Test
    void saysThatTheModelFindsItFitting() {
        CandidateRanker ranker =
                new CandidateRanker(Given.reading(RankFeature.MODEL_RECIPROCAL_RANK), RankSettings.DEFAULT);

        List<RankedItem> ranked = ranker.rank(query, nothingLive(), item -> true, 1);

        assertThat(ranked.get(0).itemId()).isEqualTo("x");
        assertThat(ranked.get(0).because()).containsExactly("fits this session, after c");
    }
}
