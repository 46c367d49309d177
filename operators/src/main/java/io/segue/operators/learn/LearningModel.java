package io.segue.operators.learn;

import io.segue.models.gru.LearnedStep;
import io.segue.state.item.Item;
import io.segue.state.release.Delta;
import io.segue.state.session.SessionTail;
import java.io.IOException;
import java.util.List;

/** A model that goes on learning. Used by one thread. */
public interface LearningModel extends AutoCloseable {
    /** The newest deltas that it began with, oldest first: a complete one and those after it; none of a new release. */
    List<Delta> published();

    /** Event time of the newest event in what it began with, epoch milliseconds. */
    long learnedUntilMs();

    /** Takes in what an item is, for when it gets a row of its own. */
    void announce(Item item);

    /** Takes in an event that what it began with had learned from, so that it knows what is frequent lately. */
    void recall(String itemId);

    /**
     * Takes in an event, of which nothing is learned before the next step.
     *
     * @param session up to and including the event
     */
    void observe(String userId, SessionTail session);

    /** Whether enough came for a step. */
    boolean isDue();

    /**
     * Takes a step.
     *
     * @throws io.segue.models.gru.TrainingDivergedException if the result is no number
     */
    LearnedStep learn();

    /**
     * Keeps what was learned since the last time. The file is there before its delta is.
     *
     * @throws IOException if it cannot be written; the next delta holds what this one would have
     * @throws io.segue.models.gru.TrainingDivergedException if a weight is no number
     */
    Delta publish() throws IOException;

    /** Items with a row of their own. */
    int itemsCount();

    /** Those of them that came after the release. */
    int itemsAdded();

    @Override
    void close();
}
