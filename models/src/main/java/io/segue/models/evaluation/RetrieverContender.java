package io.segue.models.evaluation;

import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import java.util.function.Function;

/**
 * A retriever alone, fitted once and then frozen.
 *
 * @param isRandom whether another seed gives another retriever
 */
public record RetrieverContender(String name, boolean isRandom, Fit fit) implements Contender {

    /** Fits a retriever to a training slice. */
    @FunctionalInterface
    public interface Fit {
        Retriever fit(TrainingSet data, long seed);
    }

    /** One that only counts: the same data give the same retriever. */
    public static RetrieverContender counting(String name, Function<TrainingSet, Retriever> fit) {
        return new RetrieverContender(name, false, (data, seed) -> fit.apply(data));
    }

    /** One whose fit depends on the seed. */
    public static RetrieverContender seeded(String name, Fit fit) {
        return new RetrieverContender(name, true, fit);
    }

    @Override
    public Contestant train(TrainingSet data, long seed) {
        return new RetrieverContestant(BatchRetriever.of(fit.fit(data, seed)));
    }
}
