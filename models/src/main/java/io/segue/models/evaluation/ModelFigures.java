package io.segue.models.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How a contender did, over all its runs.
 *
 * @param runs trainings with different seeds
 * @param metrics by name, {@code recallAt1} to {@code ndcgAt20}
 * @param recallInterval of the recall at the longest cut-off
 * @param recallCurve recall at the cut-offs 1, 2, 3 and so on up to the longest
 */
public record ModelFigures(
        String name,
        int runs,
        Map<String, Spread> metrics,
        Interval recallInterval,
        List<Double> recallCurve,
        Map<Slicing, List<PartFigures>> parts,
        ListFigures lists,
        Costs costs) {

    /** The metric at this cut-off. */
    public Spread at(Metric metric, int cutoff) {
        Spread spread = metrics.get(metric.at(cutoff));
        if (spread == null) {
            throw new IllegalArgumentException(
                    "no " + metric.at(cutoff) + " among the figures " + String.join(", ", metrics.keySet()));
        }
        return spread;
    }

    /** Makes the figures of one test. */
    record Maker(List<Prediction> predictions, SplitSizes sizes, EvaluationSettings settings) {

        ModelFigures of(String name, List<Trial> trials) {
            int cutoff = settings.judge().cutoff();
            List<Judgement> judgements = trials.stream().map(Trial::judgement).toList();
            Map<String, Spread> metrics = new LinkedHashMap<>();
            for (Metric metric : Metric.values()) {
                for (int at : settings.judge().cutoffs()) {
                    metrics.put(metric.at(at), spread(judgements, judgement -> judgement.mean(metric, at)));
                }
            }
            List<Double> curve = new ArrayList<>();
            for (int at = 1; at <= cutoff; at++) {
                int length = at;
                curve.add(spread(judgements, judgement -> judgement.mean(Metric.RECALL, length))
                        .mean());
            }
            SessionBootstrap bootstrap = new SessionBootstrap(settings.firstSeed(), settings.resamples());
            SessionSums sums = SessionSums.of(predictions, judgements, Metric.RECALL, cutoff);
            return new ModelFigures(
                    name,
                    trials.size(),
                    metrics,
                    bootstrap.interval(sums),
                    curve,
                    parts(judgements),
                    lists(judgements),
                    costs(trials));
        }

        private Map<Slicing, List<PartFigures>> parts(List<Judgement> judgements) {
            int cutoff = settings.judge().cutoff();
            Map<Slicing, List<PartFigures>> all = new LinkedHashMap<>();
            for (Slicing slicing : Slicing.values()) {
                List<PartFigures> parts = new ArrayList<>();
                slicing.of(predictions).forEach((part, indexes) -> {
                    Spread recall = spread(judgements, judgement -> judgement.mean(Metric.RECALL, cutoff, indexes));
                    Spread mrr = spread(judgements, judgement -> judgement.mean(Metric.MRR, cutoff, indexes));
                    parts.add(new PartFigures(part, recall.mean(), mrr.mean(), indexes.length));
                });
                all.put(slicing, List.copyOf(parts));
            }
            return all;
        }

        private static ListFigures lists(List<Judgement> judgements) {
            return new ListFigures(
                    spread(judgements, judgement -> judgement.lists().coverage())
                            .mean(),
                    spread(judgements, judgement -> judgement.lists().logSupport())
                            .mean(),
                    spread(judgements, judgement -> judgement.lists().popularityBias())
                            .mean(),
                    spread(judgements, judgement -> judgement.lists().diversity())
                            .mean());
        }

        private Costs costs(List<Trial> trials) {
            Spread seconds = spread(trials, Trial::trainSeconds);
            double eventsPerSecond = seconds.mean() > 0 ? sizes.trainEvents() / seconds.mean() : 0;
            return new Costs(
                    seconds,
                    trials.stream().anyMatch(Trial::hadModels),
                    eventsPerSecond,
                    spread(trials, trial -> trial.judgement().listMs()));
        }

        private static <T> Spread spread(List<T> runs, ToDoubleFunction<T> figure) {
            return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
        }
    }
}
