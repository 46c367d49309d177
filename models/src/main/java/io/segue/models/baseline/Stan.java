package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.state.session.SessionTail;
import java.util.List;

/**
 * Sequence and time aware neighbourhood (STAN; Garg et al., SIGIR 2019), over the same index as {@link VsKnn}.
 *
 * <p>An item of the current session, b items back from its newest, weighs {@code exp(-b / lambda1)}. A past session's
 * similarity is the sum of the weights of the shared items over the root of its length, times {@code exp(-age /
 * lambda2)}. A neighbour adds its similarity to the score of each of its items, times {@code exp(-d / lambda3)} for one
 * that is d places away from the newest shared item.
 *
 * <p>Beyond the paper, each undone by a setting: rare items count more ({@code idf(i) = ln((sessions + 1) / sessions with
 * i)}), a long neighbour loses less, the more similar neighbours gain by a power, and items far from the shared one
 * keep some weight. The paper also divides by the root of the current session's length, which changes no order.
 */
public final class Stan implements Retriever {
    private final SessionIndex index;
    private final boolean repeatsCollapsed;
    private final StanSettings settings;
    private final float[] rarities;
    /** By length of a past session, by distance between two of its items: powers and exponentials are slow. */
    private final float[] lengthFactors;

    private final float[] distanceWeights;

    private Stan(SessionIndex index, boolean repeatsCollapsed, StanSettings settings) {
        this.index = index;
        this.repeatsCollapsed = repeatsCollapsed;
        this.settings = settings;
        this.rarities = settings.idf() ? index.inverseFrequencies() : index.ones();
        int lengthMax = index.sessions().lengthMax();
        this.lengthFactors = new float[lengthMax + 1];
        this.distanceWeights = new float[lengthMax + 1];
        for (int i = 0; i <= lengthMax; i++) {
            lengthFactors[i] = (float) Math.pow(Math.max(1, i), -settings.lengthPower());
            distanceWeights[i] = (float) (settings.distanceFloor()
                    + (1 - settings.distanceFloor()) * Math.exp(-i / settings.distanceDecay()));
        }
    }

    public static Stan fit(TrainingSet data, StanSettings settings) {
        return over(SessionIndex.of(data.sessions()), data.repeatsCollapsed(), settings);
    }

    /** Over an index that came with a model, or that another retriever uses too. */
    public static Stan over(SessionIndex index, boolean repeatsCollapsed, StanSettings settings) {
        return new Stan(index, repeatsCollapsed, settings);
    }

    @Override
    public List<ScoredItem> propose(SessionTail session, int count) {
        CurrentSession current = CurrentSession.of(session, index.vocabulary(), repeatsCollapsed, settings.itemsMax());
        int[] items = current.rows();
        float[] weights = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            weights[i] = (float) Math.exp(-i / settings.itemDecay()) * rarities[items[i]];
        }
        long nowSeconds = Math.floorDiv(current.nowMs(), SessionRows.SECOND_MS);
        Neighbours neighbours = Neighbours.search(
                index,
                items,
                weights,
                settings.samplesMax(),
                settings.neighboursMax(),
                (neighbour, shared) -> similarity(neighbour, shared, nowSeconds));
        RowScores scores = new RowScores();
        for (int i = 0; i < neighbours.size(); i++) {
            addItems(neighbours.session(i), neighbours.similarity(i), items[neighbours.match(i)], scores);
        }
        return scores.top(index.vocabulary(), current.hiddenRow(), count);
    }

    private float similarity(int neighbour, float shared, long nowSeconds) {
        SessionRows sessions = index.sessions();
        double similarity = shared * lengthFactors[sessions.length(neighbour)];
        if (settings.similarityPower() != 1) {
            similarity = Math.pow(similarity, settings.similarityPower());
        }
        // A late event can be older than the index: then the session is as good as new.
        long ageSeconds = Math.max(0, nowSeconds - sessions.endSeconds()[neighbour]);
        return (float) (similarity
                * Math.exp(-(double) ageSeconds / settings.ageDecay().toSeconds()));
    }

    private void addItems(int neighbour, float similarity, int sharedRow, RowScores scores) {
        SessionRows sessions = index.sessions();
        int[] rows = sessions.rows();
        int sharedAt = sessions.end(neighbour) - 1;
        while (rows[sharedAt] != sharedRow) {
            sharedAt--;
        }
        for (int i = sessions.start(neighbour); i < sessions.end(neighbour); i++) {
            float weight = distanceWeights[Math.abs(i - sharedAt)];
            scores.add(rows[i], similarity * weight * rarities[rows[i]]);
        }
    }
}
