package io.segue.operators.turn;

import io.segue.state.live.Neighbour;
import java.util.List;

/**
 * A turn, with what came after its item in the sessions of all users.
 *
 * @param newestNeighbours strongest first
 */
public record NeighbouredTurn(ScoredTurn turn, List<Neighbour> newestNeighbours) {
    public NeighbouredTurn {
        newestNeighbours = List.copyOf(newestNeighbours);
    }

    public String userId() {
        return turn.userId();
    }
}
