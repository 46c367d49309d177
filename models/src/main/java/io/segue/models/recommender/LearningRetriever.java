package io.segue.models.recommender;

import io.segue.models.gru.GruLearner;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.retrieval.SessionTurn;
import io.segue.state.item.ItemCatalogue;
import java.util.List;

/**
 * A session model that goes on learning from the turns that it proposed for, test then train. It proposes with the
 * weights of its last release, which follows every few steps of the learner.
 */
public final class LearningRetriever implements BatchRetriever {
    private static final int STEPS_PER_RELEASE = 4;

    private final GruLearner learner;
    private final ItemCatalogue catalogue;
    private final boolean excludesNewest;
    private int stepsSinceRelease;
    private ModelRetriever released;

    /** A retriever that owns the learner. */
    public LearningRetriever(GruLearner learner, ItemCatalogue catalogue, boolean excludesNewest) {
        this.learner = learner;
        this.catalogue = catalogue;
        this.excludesNewest = excludesNewest;
        this.released = firstRelease();
    }

    /** Where it fails the learner is closed: there is nobody yet to own it. */
    private ModelRetriever firstRelease() {
        try {
            return release();
        } catch (RuntimeException | Error failed) {
            learner.close();
            throw failed;
        }
    }

    private ModelRetriever release() {
        return new ModelRetriever(learner.open("learning"), catalogue, excludesNewest, List.of());
    }

    @Override
    public List<List<ScoredItem>> propose(List<SessionTurn> turns, int count) {
        List<List<ScoredItem>> lists = released.propose(turns, count);
        for (SessionTurn turn : turns) {
            learner.observe(turn.userId() + '/' + turn.sessionId(), turn.session());
            if (learner.isDue()) {
                learner.learn();
                stepsSinceRelease++;
            }
        }
        if (stepsSinceRelease >= STEPS_PER_RELEASE) {
            released.close();
            released = release();
            stepsSinceRelease = 0;
        }
        return lists;
    }

    @Override
    public void close() {
        released.close();
        learner.close();
    }
}
