package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.session.SessionTail;
import java.util.Arrays;
import java.util.List;

/**
 * Nearest items of the newest one by the cosine of their sessions (Sarwar et al., WWW 2001; for sessions: Hidasi et al.,
 * ICLR 2016). With s(i) the sessions of item i and d the damping, the score is {@code |s(i) ∩ s(j)| / sqrt((|s(i)| + d)
 * (|s(j)| + d))}.
 */
public final class ItemKnn implements Retriever {
    private final Successors neighbours;

    private ItemKnn(Successors neighbours) {
        this.neighbours = neighbours;
    }

    public static ItemKnn fit(TrainingSet data, ItemKnnSettings settings) {
        SessionIndex index = SessionIndex.of(data.sessions());
        double[] norms = new double[index.vocabulary().size()];
        for (int row = 0; row < norms.length; row++) {
            norms[row] = Math.sqrt(index.support(row) + settings.damping());
        }
        SessionRows sessions = index.sessions();
        PairWeights pairs = new PairWeights();
        for (int session = 0; session < sessions.count(); session++) {
            int[] items = Arrays.stream(sessions.rows(), sessions.start(session), sessions.end(session))
                    .distinct()
                    .toArray();
            for (int from : items) {
                for (int to : items) {
                    if (from != to) {
                        pairs.add(from, to, 1);
                    }
                }
            }
        }
        pairs.rescale((from, to, count) -> (float) (count / (norms[from] * norms[to])));
        return new ItemKnn(Successors.of(index.vocabulary(), pairs, data.repeatsCollapsed(), settings.neighboursMax()));
    }

    @Override
    public List<ScoredItem> propose(SessionTail session, int count) {
        return neighbours.propose(session, count);
    }
}
