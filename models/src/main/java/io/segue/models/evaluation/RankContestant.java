package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankQuery;
import io.segue.models.rank.Retrievers;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;

/** Retrieve, then rank: as the job does it, event by event, but in one place. */
public final class RankContestant implements Contestant {
    private final Retrievers retrievers;
    private final LiveReplay replay;
    private final CandidateRanker ranker;
    private final boolean excludesNewest;

    /**
     * A contestant that owns its retrievers.
     *
     * @param replay goes on with the test, as far as it isn't frozen
     * @param excludesNewest whether the item just seen is never the next one
     */
    public RankContestant(Retrievers retrievers, LiveReplay replay, CandidateRanker ranker, boolean excludesNewest) {
        this.retrievers = retrievers;
        this.replay = replay;
        this.ranker = ranker;
        this.excludesNewest = excludesNewest;
    }

    @Override
    public List<List<ScoredItem>> play(List<Turn> turns, int count) {
        List<SessionTail> tails =
                turns.stream().filter(Turn::isAsked).map(Turn::tail).toList();
        int proposals = ranker.settings().proposalsMax();
        List<List<ScoredItem>> model = retrievers.model().propose(tails, proposals);
        List<List<ScoredItem>> similar = retrievers.similar().propose(tails, proposals);
        List<List<ScoredItem>> lists = new ArrayList<>(turns.size());
        int asked = 0;
        for (Turn turn : turns) {
            if (turn.isAsked()) {
                RankQuery query =
                        replay.turn(turn.userId(), turn.sessionId(), turn.tail(), model.get(asked), similar.get(asked));
                lists.add(list(query, count));
                asked++;
            } else {
                replay.observe(turn.userId(), turn.sessionId(), turn.tail());
                lists.add(List.of());
            }
        }
        return lists;
    }

    private List<ScoredItem> list(RankQuery query, int count) {
        String newest = query.session().newest().itemId();
        return ranker.scored(query, replay.items(), itemId -> !excludesNewest || !itemId.equals(newest), count);
    }

    @Override
    public void close() {
        retrievers.close();
    }
}
