package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.LiveItems;
import java.util.List;
import java.util.function.Predicate;

/** A ranker as it was trained: what a bundle holds and the job serves. */
public record FrozenRanker(CandidateRanker ranker) implements TurnRanker {
    @Override
    public RankSettings settings() {
        return ranker.settings();
    }

    @Override
    public void saw(String sessionId, String itemId) {
        // Learns nothing.
    }

    @Override
    public List<ScoredItem> scored(
            String sessionId, RankQuery query, LiveItems live, Predicate<String> wanted, int count) {
        return ranker.scored(query, live, wanted, count);
    }
}
