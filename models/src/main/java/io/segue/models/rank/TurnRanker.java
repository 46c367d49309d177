package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.LiveItems;
import java.util.List;
import java.util.function.Predicate;

/** Ranks turn after turn, and may learn between them. */
public interface TurnRanker {
    RankSettings settings();

    /** A session's next event has come, before anything is asked about it. */
    void saw(String sessionId, String itemId);

    /** The list of a turn, best first, without reasons. */
    List<ScoredItem> scored(String sessionId, RankQuery query, LiveItems live, Predicate<String> wanted, int count);
}
