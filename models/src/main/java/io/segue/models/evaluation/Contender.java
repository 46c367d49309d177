package io.segue.models.evaluation;

import io.segue.models.training.TrainingSet;
import java.util.Optional;

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

    /** Of which contender it is a variant, by its name: if that one takes part too, they are compared. */
    default Optional<String> base() {
        return Optional.empty();
    }

    /** Whether it uses models again that its base, or a variant of the same base, trained with the same seed. */
    default boolean sharesModels() {
        return false;
    }

    /** Whether another seed gives another model; one run is enough where not. */
    default boolean isRandom() {
        return true;
    }
}
