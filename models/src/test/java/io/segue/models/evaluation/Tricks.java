package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Contenders whose figures can be told beforehand. */
final class Tricks {
    private Tricks() {}

    /** Always proposes these, best first. */
    static Retriever always(String... itemIds) {
        List<ScoredItem> list = new ArrayList<>();
        for (String itemId : itemIds) {
            list.add(new ScoredItem(itemId, -list.size()));
        }
        return (session, count) -> list.subList(0, Math.min(count, list.size()));
    }

    static Contender alwaysNamed(String name, String... itemIds) {
        return RetrieverContender.counting(name, data -> always(itemIds));
    }

    static Contender variantOf(String baseName, Contender contender) {
        return new Contender() {
            @Override
            public String name() {
                return contender.name();
            }

            @Override
            public Contestant train(TrainingSet data, long seed) {
                return contender.train(data, seed);
            }

            @Override
            public Optional<String> base() {
                return Optional.of(baseName);
            }
        };
    }

    /** The same, sharing models with its kin. */
    static Contender sharing(Contender contender) {
        return new Contender() {
            @Override
            public String name() {
                return contender.name();
            }

            @Override
            public Contestant train(TrainingSet data, long seed) {
                return contender.train(data, seed);
            }

            @Override
            public Optional<String> base() {
                return contender.base();
            }

            @Override
            public boolean sharesModels() {
                return true;
            }
        };
    }

    /** Remembers what it was played, and answers by a function. */
    static final class Recorder implements Contender, Contestant {
        final List<List<Turn>> bundles = new ArrayList<>();
        boolean closed;
        private final BiFunction<List<Turn>, Integer, List<List<ScoredItem>>> answers;

        Recorder(BiFunction<List<Turn>, Integer, List<List<ScoredItem>>> answers) {
            this.answers = answers;
        }

        List<Turn> turns() {
            return bundles.stream().flatMap(List::stream).toList();
        }

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public Contestant train(TrainingSet data, long seed) {
            return this;
        }

        @Override
        public List<List<ScoredItem>> play(List<Turn> turns, int count) {
            bundles.add(turns);
            return answers.apply(turns, count);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
