package io.segue.operators.turn;

import io.segue.models.proposal.ScoredItem;
import java.util.List;

/**
 * What one model proposes for a turn.
 *
 * @param version of the model
 * @param proposals of the session model, best first
 * @param similar proposals from similar sessions, best first; none where the model has no index of them
 */
public record LaneScores(String version, List<ScoredItem> proposals, List<ScoredItem> similar) {
    public LaneScores {
        proposals = PackedItems.copyOf(proposals);
        similar = PackedItems.copyOf(similar);
    }
}
