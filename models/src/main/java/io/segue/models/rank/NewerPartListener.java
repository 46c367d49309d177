package io.segue.models.rank;

import io.segue.models.training.TrainingTurn;
import io.segue.state.live.LiveItems;

/** Hears of the newer part of a ranker's training data, turn by turn: what the retrievers propose there is unseen. */
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
}
