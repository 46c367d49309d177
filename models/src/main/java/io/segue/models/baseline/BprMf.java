package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.session.SessionTail;
import java.util.List;

/**
 * Matrix factorisation learned by Bayesian personalised ranking (Rendle et al., UAI 2009). A visitor without a history
 * has no factors, so a session is the mean of the factors of its items, as in FISM (Kabbur, Ning, Karypis, KDD 2013).
 * The score is its product with the factors of the item as a target, plus the item's bias: any number, not only one
 * above zero. Every item of the training data has factors, so lists are as long as is asked for.
 */
public final class BprMf implements Retriever {
    private final Vocabulary vocabulary;
    private final boolean repeatsCollapsed;
    private final BprFactors factors;
    private final int itemsMax;
    /** The factors of all targets, factor after factor: a score is then a sum of whole rows, which the JIT vectorises. */
    private final float[][] targetColumns;

    private BprMf(Vocabulary vocabulary, boolean repeatsCollapsed, BprFactors factors, int itemsMax) {
        this.vocabulary = vocabulary;
        this.repeatsCollapsed = repeatsCollapsed;
        this.factors = factors;
        this.itemsMax = itemsMax;
        this.targetColumns = factors.targetColumns();
    }

    public static BprMf fit(TrainingSet data, BprMfSettings settings) {
        SessionRows sessions = SessionRows.of(data.sessions(), SessionIndexLimits.DEFAULT);
        BprFactors factors = BprFactors.learn(sessions, data.repeatsCollapsed(), settings);
        return new BprMf(sessions.vocabulary(), data.repeatsCollapsed(), factors, settings.itemsMax());
    }

    @Override
    public List<ScoredItem> propose(SessionTail session, int count) {
        CurrentSession current = CurrentSession.of(session, vocabulary, repeatsCollapsed, itemsMax);
        if (current.rows().length == 0) {
            return List.of();
        }
        float[] mean = new float[targetColumns.length];
        factors.mean(current.rows(), current.rows().length, mean);
        float[] scores = factors.biases().clone();
        for (int factor = 0; factor < mean.length; factor++) {
            addScaled(scores, targetColumns[factor], mean[factor]);
        }
        TopItems top = new TopItems(vocabulary, current.hiddenRow(), count);
        for (int row = 0; row < scores.length; row++) {
            top.offerAny(row, scores[row]);
        }
        return top.toList();
    }

    private static void addScaled(float[] sums, float[] values, float scale) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += scale * values[i];
        }
    }
}
