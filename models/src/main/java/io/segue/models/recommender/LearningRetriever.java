package io.segue.models.recommender;

import io.segue.models.gru.GruLearner;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.retrieval.SessionTurn;
import io.segue.models.training.TrainingSet;
import java.util.List;

/**
 * A session model that goes on learning from the turns that it proposed for, test then train. It proposes with the
 * weights of its last release, which comes between two bundles of turns.
 */
public final class LearningRetriever implements BatchRetriever {
    private final GruLearner learner;
    private final TrainingSet learned;
    private ModelRetriever released;

    /**
     * A retriever that owns the learner.
     *
     * @param learned what its model was trained on
     */
    public LearningRetriever(GruLearner learner, TrainingSet learned) {
        this.learner = learner;
        this.learned = learned;
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
        return new ModelRetriever(learner.open("learning"), learned.catalogue(), learned.repeatsCollapsed(), List.of());
    }

    @Override
    public List<List<ScoredItem>> propose(List<SessionTurn> turns, int count) {
        List<List<ScoredItem>> lists = released.propose(turns, count);
        for (SessionTurn turn : turns) {
            learner.observe(turn.userId(), turn.session());
            if (learner.isDue()) {
                learner.learn();
            }
        }
        if (learner.isReleaseDue()) {
            ModelRetriever next = release();
            released.close();
            released = next;
        }
        return lists;
    }

    @Override
    public void close() {
        released.close();
        learner.close();
    }
}
