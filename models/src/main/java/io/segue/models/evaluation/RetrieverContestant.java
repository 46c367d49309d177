package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.BatchRetriever;
import java.util.List;

/** A retriever alone; it is closed with its contestant. */
public record RetrieverContestant(BatchRetriever retriever) implements Contestant {
    @Override
    public List<List<ScoredItem>> play(List<Turn> turns, int count) {
        return retriever.propose(turns.stream().map(Turn::heard).toList(), count);
    }

    @Override
    public void close() {
        retriever.close();
    }
}
