package io.segue.models.retrieval;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;

/** A {@link Retriever} that is asked for many sessions at once, because one call for all is cheaper. */
public interface BatchRetriever extends AutoCloseable {
    /** Proposes nothing. */
    BatchRetriever NONE = of((session, count) -> List.of());

    /**
     * The items with the highest scores for each session.
     *
     * @return one list a session, in their order, best first
     */
    List<List<ScoredItem>> propose(List<SessionTail> sessions, int count);

    @Override
    default void close() {}

    static BatchRetriever of(Retriever retriever) {
        return (sessions, count) -> {
            List<List<ScoredItem>> proposals = new ArrayList<>(sessions.size());
            for (SessionTail session : sessions) {
                proposals.add(retriever.propose(session, count));
            }
            return proposals;
        };
    }
}
