package io.segue.models.retrieval;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.session.SessionTail;
import java.util.List;

/** Proposes the next items of a session. Immutable and thread safe once fitted. */
public interface Retriever {
    /**
     * The items with the highest scores, best first, ties by item id.
     *
     * @param session not empty; the newest event is the one that is answered
     * @param count items at most; fewer where no more have any evidence
     */
    List<ScoredItem> propose(SessionTail session, int count);
}
