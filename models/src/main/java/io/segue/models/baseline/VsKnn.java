package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.session.SessionTail;
import java.util.List;

/**
 * Nearest sessions (V-SKNN; Ludewig and Jannach, "Evaluation of session-based recommendation algorithms", 2018) over
 * the index of VMIS-kNN (Kersbergen et al., SIGMOD 2022).
 *
 * <p>The similarity of a past session is the sum of the weights of the items that it shares with the current one, the
 * heavier the newer; the score of an item is the sum of the similarities of the neighbours that hold it. Both count an
 * item i times its {@code idf(i) = ln((sessions + 1) / sessions with i)} if wanted. An item of the current session
 * itself can be proposed: its neighbours hold it, and visitors do come back to items.
 */
public final class VsKnn implements Retriever {
    private final SessionIndex index;
    private final boolean repeatsCollapsed;
    private final VsKnnSettings settings;
    private final float[] rarities;

    private VsKnn(SessionIndex index, boolean repeatsCollapsed, VsKnnSettings settings) {
        this.index = index;
        this.repeatsCollapsed = repeatsCollapsed;
        this.settings = settings;
        this.rarities = settings.idf() ? index.inverseFrequencies() : index.ones();
    }

    public static VsKnn fit(TrainingSet data, VsKnnSettings settings) {
        return over(SessionIndex.of(data.sessions()), data.repeatsCollapsed(), settings);
    }

    /** Over an index that came with a model, or that another retriever uses too. */
    public static VsKnn over(SessionIndex index, boolean repeatsCollapsed, VsKnnSettings settings) {
        return new VsKnn(index, repeatsCollapsed, settings);
    }

    @Override
    public List<ScoredItem> propose(SessionTail session, int count) {
        CurrentSession current = CurrentSession.of(session, index.vocabulary(), repeatsCollapsed, settings.itemsMax());
        int[] items = current.rows();
        float[] weights = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            weights[i] = settings.similarityWeight().of(i, items.length) * rarities[items[i]];
        }
        Neighbours neighbours = Neighbours.search(
                index, items, weights, settings.samplesMax(), settings.neighboursMax(), (neighbour, shared) -> shared);
        RowScores scores = new RowScores();
        for (int i = 0; i < neighbours.size(); i++) {
            float weight = settings.matchWeight().of(neighbours.match(i), items.length);
            addItems(neighbours.session(i), neighbours.similarity(i) * weight, scores);
        }
        return scores.top(index.vocabulary(), current.hiddenRow(), count);
    }

    /** Each item of the neighbour once, however often it is there. */
    private void addItems(int neighbour, float score, RowScores scores) {
        SessionRows sessions = index.sessions();
        int[] rows = sessions.rows();
        for (int i = sessions.start(neighbour); i < sessions.end(neighbour); i++) {
            if (sessions.isFirst(neighbour, i)) {
                scores.add(rows[i], score * rarities[rows[i]]);
            }
        }
    }
}
