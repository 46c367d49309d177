package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.session.SessionTail;
import java.util.List;

/**
 * Sequential rules (SR; Ludewig and Jannach, "Evaluation of session-based recommendation algorithms", 2018): the items
 * that came some steps after the newest one. Each time adds 1 / steps to the score.
 */
public final class SequentialRules implements Retriever {
    private final Successors successors;

    private SequentialRules(Successors successors) {
        this.successors = successors;
    }

    public static SequentialRules fit(TrainingSet data, SequentialRulesSettings settings) {
        SessionRows sessions = SessionRows.of(data.sessions(), SessionIndexLimits.DEFAULT);
        PairWeights pairs = new PairWeights();
        for (int session = 0; session < sessions.count(); session++) {
            for (int i = sessions.start(session) + 1; i < sessions.end(session); i++) {
                int first = Math.max(sessions.start(session), i - settings.stepsMax());
                for (int j = i - 1; j >= first; j--) {
                    pairs.add(sessions.rows()[j], sessions.rows()[i], 1f / (i - j));
                }
            }
        }
        return new SequentialRules(
                Successors.of(sessions.vocabulary(), pairs, data.repeatsCollapsed(), settings.successorsMax()));
    }

    @Override
    public List<ScoredItem> propose(SessionTail session, int count) {
        return successors.propose(session, count);
    }
}
