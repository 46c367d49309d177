package io.segue.models.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Trains contenders on one split, judges them on the same predictions, and compares each with a reference. */
public final class Evaluation {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Split split;
    private final EvaluationSettings settings;
    private final Judge judge;
    private final Listener listener;

    public Evaluation(Split split, EvaluationSettings settings, Listener listener) {
        this.split = split;
        this.settings = settings;
        this.judge = new Judge(split, settings.judge());
        this.listener = listener;
    }

    /** Hears how far an evaluation is, in the thread that runs it. */
    public interface Listener {
        /** Hears nothing. */
        Listener NONE = new Listener() {};

        /**
         * A training begins.
         *
         * @param run from 1
         */
        default void onTraining(String name, int run, int runs) {}

        default void onPlayed(String name, int turns, int ofTurns) {}
    }

    /**
     * Runs the contenders one after the other.
     *
     * @param reference the name of the one with which the others are compared
     * @throws IllegalArgumentException if a contender finds too little to learn from, or there is no reference
     * @throws CancellationException if the thread is interrupted
     */
    public EvaluationReport run(List<Contender> contenders, String reference) {
        if (contenders.stream().noneMatch(contender -> contender.name().equals(reference))) {
            throw new IllegalArgumentException("no contender is called '" + reference + "'");
        }
        Map<String, List<Trial>> trials = new LinkedHashMap<>();
        contenders.forEach(contender -> trials.put(contender.name(), trials(contender)));
        SplitSizes sizes = split.sizes();
        ModelFigures.Maker maker = new ModelFigures.Maker(judge.predictions(), sizes, settings);
        List<ModelFigures> models = new ArrayList<>();
        trials.forEach((name, runs) -> models.add(maker.of(name, runs)));
        return new EvaluationReport(sizes, settings, models, comparisons(trials, reference));
    }

    private List<Trial> trials(Contender contender) {
        int runs = contender.isRandom() ? settings.seeds() : 1;
        List<Trial> trials = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            listener.onTraining(contender.name(), run, runs);
            long startNanos = System.nanoTime();
            try (Contestant contestant = contender.train(split.train(), settings.firstSeed() + run - 1)) {
                double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
                Judgement judgement = judge.judge(
                        contestant, (turns, ofTurns) -> listener.onPlayed(contender.name(), turns, ofTurns));
                trials.add(new Trial(judgement, seconds));
            }
        }
        return trials;
    }

    private List<Comparison> comparisons(Map<String, List<Trial>> trials, String reference) {
        SessionBootstrap bootstrap = new SessionBootstrap(settings.firstSeed(), settings.resamples());
        List<Comparison> comparisons = new ArrayList<>();
        for (Metric metric : List.of(Metric.RECALL, Metric.MRR)) {
            SessionSums against = sums(trials, reference, metric);
            for (String name : trials.keySet()) {
                if (!name.equals(reference)) {
                    SessionSums differences = sums(trials, name, metric).minus(against);
                    comparisons.add(new Comparison(
                            name,
                            reference,
                            metric.at(settings.judge().cutoff()),
                            differences.mean(),
                            bootstrap.interval(differences),
                            bootstrap.pValue(differences)));
                }
            }
        }
        return comparisons;
    }

    private SessionSums sums(Map<String, List<Trial>> trials, String name, Metric metric) {
        List<Judgement> judgements = trials.getOrDefault(name, List.of()).stream()
                .map(Trial::judgement)
                .toList();
        return SessionSums.of(
                judge.predictions(), judgements, metric, settings.judge().cutoff());
    }
}
