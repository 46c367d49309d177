package io.segue.models.evaluation;

import io.segue.models.retrieval.Retriever;
import io.segue.models.serving.ScoredItem;
import io.segue.models.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
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
        return new Fitted(fit.fit(data, seed));
    }

    private record Fitted(Retriever retriever) implements Contestant {
        @Override
        public List<List<ScoredItem>> play(List<Turn> turns, int count) {
            List<List<ScoredItem>> lists = new ArrayList<>(turns.size());
            for (Turn turn : turns) {
                lists.add(turn.isAsked() ? retriever.propose(turn.tail(), count) : List.of());
            }
            return lists;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
