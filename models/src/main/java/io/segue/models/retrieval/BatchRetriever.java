package io.segue.models.retrieval;

import io.segue.models.proposal.ScoredItem;
import java.util.ArrayList;
import java.util.List;

/** A {@link Retriever} that is asked for many sessions at once, because one call for all is cheaper. */
public interface BatchRetriever extends AutoCloseable {
    /** Proposes nothing. */
    BatchRetriever NONE = of((session, count) -> List.of());

    /**
     * The items with the highest scores after each turn.
     *
     * @param turns in order of time, one call going on where the last one ended
     * @return one list a turn, best first; empty for a turn that is not asked
     */
    List<List<ScoredItem>> propose(List<SessionTurn> turns, int count);

    @Override
    default void close() {}

    static BatchRetriever of(Retriever retriever) {
        return (turns, count) -> {
            List<List<ScoredItem>> proposals = new ArrayList<>(turns.size());
            for (SessionTurn turn : turns) {
                proposals.add(turn.isAsked() ? retriever.propose(turn.session(), count) : List.of());
            }
            return proposals;
        };
    }
}
