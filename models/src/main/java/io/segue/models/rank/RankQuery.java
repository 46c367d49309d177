package io.segue.models.rank;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.live.Neighbour;
import io.segue.state.live.SessionNeighbours;
import io.segue.state.live.UserHistory;
import io.segue.state.session.SessionTail;
import java.util.List;

/**
 * All that is known of one turn when it is ranked.
 *
 * @param session up to and including the event that is answered, never empty
 * @param history of the user, this session included
 * @param neighbours successors of the whole session
 * @param newestNeighbours successors of its newest item alone
 * @param model proposals of the session model, best first; empty without one
 * @param similar proposals from similar sessions, best first; empty without an index
 */
public record RankQuery(
        SessionTail session,
        UserHistory history,
        SessionNeighbours neighbours,
        List<Neighbour> newestNeighbours,
        List<ScoredItem> model,
        List<ScoredItem> similar) {
    public RankQuery {
        newestNeighbours = List.copyOf(newestNeighbours);
        model = List.copyOf(model);
        similar = List.copyOf(similar);
    }

    /** Event time of the turn, epoch milliseconds. */
    long nowMs() {
        return session.newest().timestampMs();
    }
}
