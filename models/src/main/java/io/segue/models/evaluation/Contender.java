package io.segue.models.evaluation;

import io.segue.models.training.TrainingSet;

/** A kind of model, by the name under which it is compared. */
public interface Contender {
    String name();

    /**
     * Trains on the training slice alone.
     *
     * @param seed decides everything that is random
     * @throws IllegalArgumentException if there is too little to learn from
     */
    Contestant train(TrainingSet data, long seed);

    /** Whether another seed gives another model; one run is enough where not. */
    default boolean isRandom() {
        return true;
    }
}
