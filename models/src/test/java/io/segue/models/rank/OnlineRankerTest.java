package io.segue.models.rank;

import static io.segue.models.rank.Given.session;
import static io.segue.models.rank.Given.sessionsThatReturn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.training.TrainingTurn;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveSettings;
import io.segue.state.session.SessionTail;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnlineRankerTest {
    private final LiveReplay replay = new LiveReplay(LiveSettings.DEFAULT, ItemCatalogue.EMPTY);

    /** It begins by liking what was never in the session. */
    private final OnlineRanker ranker = new OnlineRanker(
            against(Given.reading(RankFeature.IN_SESSION)),
            RankSettings.DEFAULT,
            new OnlineRankSettings(8, 0.05, 60, 1_000, 0, 0.3, 1_000));

    @Test
    void learnsFromWhatComesAfterItsLists() {
        assertThat(rankOf("i3", session("i3", "i25"))).isNotEqualTo(0);

        for (TrainingTurn turn :
                TrainingTurn.inTimeOrder(sessionsThatReturn(150).sessions())) {
            ranker.saw(turn.sessionId(), turn.tail().newest().itemId());
            list(turn.sessionId(), turn.tail());
        }

        assertThat(rankOf("i3", session("i3", "i25"))).isZero();
    }

    @Test
    void learnsWhichItemFollowsWhichWhereNoFeatureTells() {
        OnlineRanker blind = new OnlineRanker(
                Given.reading(RankFeature.IN_SESSION),
                RankSettings.DEFAULT,
                new OnlineRankSettings(8, 0.001, 60, 1_000, 8, 0.3, 1_000));
        for (int i = 0; i < 100; i++) {
            blind.scored("x" + i, bothProposed("x"), Given.nothingLive(), itemId -> true, 2);
            blind.saw("x" + i, "a");
            blind.scored("y" + i, bothProposed("y"), Given.nothingLive(), itemId -> true, 2);
            blind.saw("y" + i, "b");
        }

        assertThat(bestOf(blind, "x")).isEqualTo("a");
        assertThat(bestOf(blind, "y")).isEqualTo("b");
    }

    private static RankQuery bothProposed(String newest) {
        return Given.query(session(newest), new ScoredItem("a", 1), new ScoredItem("b", 1));
    }

    private static String bestOf(OnlineRanker ranker, String newest) {
        return ranker.scored("asked", bothProposed(newest), Given.nothingLive(), itemId -> !itemId.equals(newest), 1)
                .get(0)
                .itemId();
    }

    private int rankOf(String itemId, SessionTail session) {
        return list("asked", session).stream().map(ScoredItem::itemId).toList().indexOf(itemId);
    }

    private List<ScoredItem> list(String sessionId, SessionTail session) {
        RankQuery query = replay.turn(sessionId, sessionId, session, List.of(new ScoredItem("other", 1)), List.of());
        return ranker.scored(
                sessionId,
                query,
                replay.items(),
                itemId -> !itemId.equals(session.newest().itemId()),
                20);
    }

    private static RankNetwork against(RankNetwork network) {
        float[] linear = network.linear().clone();
        linear[RankFeature.IN_SESSION.ordinal()] = -1;
        return new RankNetwork(
                network.mean(), network.scale(), linear, network.hidden(), network.hiddenBias(), network.output());
    }
}
