package io.segue.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Compares contenders on the same predictions: on all of them, and on each part of some slicings. */
final class PairedComparisons {
    private static final List<Metric> METRICS = List.of(Metric.RECALL, Metric.MRR);

    /** Where two models are likely to differ in one part and not in another. */
    private static final List<Slicing> SLICINGS =
            List.of(Slicing.NEXT_EVENT, Slicing.NOVELTY, Slicing.GAP, Slicing.RETURN);

    private final List<Prediction> predictions;
    private final int cutoff;
    private final PairedTest test;

    PairedComparisons(List<Prediction> predictions, EvaluationSettings settings) {
        this.predictions = predictions;
        this.cutoff = settings.judge().cutoff();
        this.test = new PairedTest(predictions, settings.firstSeed(), settings.resamples());
    }

    /**
     * On all predictions.
     *
     * @param judgements of each contender, in their order
     * @param references with which one a contender is compared, by name; one that is not listed is not compared
     */
    List<Comparison> whole(Map<String, List<Judgement>> judgements, Map<String, String> references) {
        int[] all = IntStream.range(0, predictions.size()).toArray();
        return comparisons(all, judgements, references);
    }

    /** The same on each part. */
    List<PartComparison> parts(Map<String, List<Judgement>> judgements, Map<String, String> references) {
        List<PartComparison> found = new ArrayList<>();
        for (Slicing slicing : SLICINGS) {
            slicing.of(predictions)
                    .forEach((part, indexes) -> comparisons(indexes, judgements, references)
                            .forEach(comparison ->
                                    found.add(new PartComparison(slicing, part, indexes.length, comparison))));
        }
        return found;
    }

    private List<Comparison> comparisons(
            int[] indexes, Map<String, List<Judgement>> judgements, Map<String, String> references) {
        List<Comparison> comparisons = new ArrayList<>();
        for (Metric metric : METRICS) {
            for (String model : judgements.keySet()) {
                String against = references.get(model);
                if (against != null) {
                    comparisons.add(
                            test.compare(indexes, of(model, judgements), of(against, judgements), metric, cutoff));
                }
            }
        }
        return comparisons;
    }

    private static PairedTest.Runs of(String model, Map<String, List<Judgement>> judgements) {
        return new PairedTest.Runs(model, judgements.getOrDefault(model, List.of()));
    }
}
