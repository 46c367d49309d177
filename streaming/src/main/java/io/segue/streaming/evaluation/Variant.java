package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.training.TrainingSet;
import java.util.Optional;

/** A contender that is another one with one ingredient changed, to see what the ingredient is worth. */
record Variant(String baseName, Contender contender) implements Contender {
    @Override
    public String name() {
        return contender.name();
    }

    @Override
    public Contestant train(TrainingSet data, long seed) {
        return contender.train(data, seed);
    }

    @Override
    public boolean sharesModels() {
        return contender.sharesModels();
    }

    @Override
    public boolean isRandom() {
        return contender.isRandom();
    }

    @Override
    public Optional<String> base() {
        return Optional.of(baseName);
    }
}
