package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.session.SessionTail;
import java.util.List;

/**
 * A Markov chain of first order: the items that came directly after the newest one. The score is how often they did.
 */
public final class MarkovChain implements Retriever {
    private final Successors successors;

    private MarkovChain(Successors successors) {
        this.successors = successors;
    }

    public static MarkovChain fit(TrainingSet data, MarkovChainSettings settings) {
        SessionRows sessions = SessionRows.of(data.sessions(), SessionIndexLimits.DEFAULT);
        PairWeights pairs = new PairWeights();
        for (int session = 0; session < sessions.count(); session++) {
            for (int i = sessions.start(session) + 1; i < sessions.end(session); i++) {
                pairs.add(sessions.rows()[i - 1], sessions.rows()[i], 1);
            }
        }
        return new MarkovChain(
                Successors.of(sessions.vocabulary(), pairs, data.repeatsCollapsed(), settings.successorsMax()));
    }

    @Override
    public List<ScoredItem> propose(SessionTail session, int count) {
        return successors.propose(session, count);
    }
}
