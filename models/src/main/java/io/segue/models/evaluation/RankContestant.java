package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankQuery;
import io.segue.models.rank.Retrievers;
import io.segue.models.rank.TurnRanker;
import io.segue.models.retrieval.SessionTurn;
import java.util.ArrayList;
import java.util.List;

/**
 * Retrieve, then rank: as the job does it, event by event, but in one place. A ranker that goes on learning hears of every
 * event before it is asked.
 */
public final class RankContestant implements Contestant {
    private final Retrievers retrievers;
    private final LiveReplay replay;
    private final TurnRanker ranker;
    private final boolean excludesNewest;

    /**
     * A contestant that owns its retrievers.
     *
     * @param replay goes on with the test, as far as it isn't frozen
     * @param excludesNewest whether the item just seen is never the next one
     */
    public RankContestant(Retrievers retrievers, LiveReplay replay, TurnRanker ranker, boolean excludesNewest) {
        this.retrievers = retrievers;
        this.replay = replay;
        this.ranker = ranker;
        this.excludesNewest = excludesNewest;
    }

    @Override
    public List<List<ScoredItem>> play(List<Turn> turns, int count) {
        List<SessionTurn> heard = turns.stream().map(Turn::heard).toList();
        int proposals = ranker.settings().proposalsMax();
        List<List<ScoredItem>> model = retrievers.model().propose(heard, proposals);
        List<List<ScoredItem>> similar = retrievers.similar().propose(heard, proposals);
        List<List<ScoredItem>> lists = new ArrayList<>(turns.size());
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            ranker.saw(turn.sessionId(), turn.tail().newest().itemId());
            if (turn.isAsked()) {
                RankQuery query =
                        replay.turn(turn.userId(), turn.sessionId(), turn.tail(), model.get(i), similar.get(i));
                lists.add(list(turn.sessionId(), query, count));
            } else {
                replay.observe(turn.userId(), turn.sessionId(), turn.tail());
                lists.add(List.of());
            }
        }
        return lists;
    }

    private List<ScoredItem> list(String sessionId, RankQuery query, int count) {
        String newest = query.session().newest().itemId();
        return ranker.scored(
                sessionId, query, replay.items(), itemId -> !excludesNewest || !itemId.equals(newest), count);
    }

    @Override
    public void close() {
        retrievers.close();
    }
}
