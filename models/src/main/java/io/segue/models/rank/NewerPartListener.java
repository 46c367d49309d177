package io.segue.models.rank;

import io.segue.models.training.TrainingTurn;
import io.segue.state.live.LiveItems;

/**
 * Hears of the newer part of a ranker's training data, turn by turn: what the retrievers propose there is unseen. Then of
 * the steps in which the ranker learns from it.
 */
@FunctionalInterface
public interface NewerPartListener {
    /** Hears nothing. */
    NewerPartListener NONE = (turn, query, live) -> {};

    /**
     * A turn, after its event was counted and before its next one is.
     *
     * @param live the items as they are counted now
     */
    void onTurn(TrainingTurn turn, RankQuery query, LiveItems live);

    /** The ranker has done a step. */
    default void onStep(RankFitStep step) {}
}
