package io.segue.models.evaluation;

import io.segue.models.gru.TrainingDivergedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/** Trains contenders on one split, judges them on the same predictions, and compares each with a reference. */
public final class Evaluation {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Split split;
    private final EvaluationSettings settings;
    private final Judge judge;
    private final Listener listener;
    /** Of each contender those that are judged, in the order of the contenders. */
    private final Map<String, List<Trial>> trials = new LinkedHashMap<>();

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
     * @param reference the name of the one with which the others are compared, but for variants
     * @throws IllegalArgumentException if there is no reference
     * @throws ContenderFailedException if a contender diverges, finds too little to learn from, or cannot be as it is set
     * @throws CancellationException if the thread is interrupted
     */
    public EvaluationReport run(List<Contender> contenders, String reference) {
        if (contenders.stream().noneMatch(contender -> contender.name().equals(reference))) {
            throw new IllegalArgumentException("no contender is called '" + reference + "'");
        }
        trials.clear();
        Set<String> sharing = new HashSet<>();
        for (Contender contender : contenders) {
            boolean hadModels =
                    contender.sharesModels() && !sharing.add(contender.base().orElse(contender.name()));
            try {
                run(contender, hadModels);
            } catch (TrainingDivergedException | IllegalArgumentException foreseen) {
                throw new ContenderFailedException(contender.name(), foreseen);
            }
        }
        return report(contenders, reference);
    }

    /** What {@link #run} with the same arguments had judged when it ended early; empty if that is nothing. */
    public Optional<EvaluationReport> soFar(List<Contender> contenders, String reference) {
        return trials.isEmpty() ? Optional.empty() : Optional.of(report(contenders, reference));
    }

    private void run(Contender contender, boolean hadModels) {
        int runs = runs(contender);
        for (int run = 1; run <= runs; run++) {
            listener.onTraining(contender.name(), run, runs);
            long startNanos = System.nanoTime();
            try (Contestant contestant = contender.train(split.train(), settings.firstSeed() + run - 1)) {
                double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
                Judgement judgement = judge.judge(
                        contestant, (turns, ofTurns) -> listener.onPlayed(contender.name(), turns, ofTurns));
                trials.computeIfAbsent(contender.name(), any -> new ArrayList<>())
                        .add(new Trial(judgement, seconds, hadModels));
            }
        }
    }

    private int runs(Contender contender) {
        return contender.isRandom() ? settings.seeds() : 1;
    }

    private EvaluationReport report(List<Contender> contenders, String reference) {
        SplitSizes sizes = split.sizes();
        ModelFigures.Maker maker = new ModelFigures.Maker(judge.predictions(), sizes, settings);
        List<ModelFigures> models = new ArrayList<>();
        trials.forEach((name, runs) -> models.add(maker.of(name, runs)));
        PairedComparisons compared = new PairedComparisons(judge.predictions(), settings);
        Map<String, List<Judgement>> judgements = judgements(trials);
        Map<String, String> references = references(contenders, reference);
        references.values().retainAll(trials.keySet());
        return new EvaluationReport(
                sizes,
                settings,
                models,
                compared.whole(judgements, references),
                compared.parts(judgements, references),
                missing(contenders));
    }

    private List<MissingRuns> missing(List<Contender> contenders) {
        return contenders.stream()
                .map(contender -> new MissingRuns(
                        contender.name(),
                        runs(contender)
                                - trials.getOrDefault(contender.name(), List.of())
                                        .size()))
                .filter(missing -> missing.runs() > 0)
                .toList();
    }

    /** A variant is compared with what it is a variant of, where that takes part; others with the reference. */
    private static Map<String, String> references(List<Contender> contenders, String reference) {
        Set<String> taking = contenders.stream().map(Contender::name).collect(Collectors.toSet());
        Map<String, String> references = new HashMap<>();
        for (Contender contender : contenders) {
            String against = contender.base().filter(taking::contains).orElse(reference);
            if (!against.equals(contender.name())) {
                references.put(contender.name(), against);
            }
        }
        return references;
    }

    private static Map<String, List<Judgement>> judgements(Map<String, List<Trial>> trials) {
        Map<String, List<Judgement>> judgements = new LinkedHashMap<>();
        trials.forEach((name, runs) ->
                judgements.put(name, runs.stream().map(Trial::judgement).toList()));
        return judgements;
    }
}
