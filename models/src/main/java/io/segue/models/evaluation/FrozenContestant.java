package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;

/** A retriever alone, which learns nothing from the test; it is closed with its contestant. */
public record FrozenContestant(BatchRetriever retriever) implements Contestant {
    @Override
    public List<List<ScoredItem>> play(List<Turn> turns, int count) {
        List<SessionTail> asked =
                turns.stream().filter(Turn::isAsked).map(Turn::tail).toList();
        List<List<ScoredItem>> proposals = retriever.propose(asked, count);
        List<List<ScoredItem>> lists = new ArrayList<>(turns.size());
        int answered = 0;
        for (Turn turn : turns) {
            lists.add(turn.isAsked() ? proposals.get(answered++) : List.of());
        }
        return lists;
    }

    @Override
    public void close() {
        retriever.close();
    }
}
