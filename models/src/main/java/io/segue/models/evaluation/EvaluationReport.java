package io.segue.models.evaluation;

import java.util.List;

/**
 * How contenders did on one split.
 *
 * @param models in the order in which they were asked for
 * @param comparisons of each model with its reference, by recall and MRR at the longest cut-off; empty for one model
 * @param partComparisons the same on some parts of the predictions
 * @param missing what was asked for and not judged; empty unless the evaluation ended early
 */
public record EvaluationReport(
        SplitSizes sizes,
        EvaluationSettings settings,
        List<ModelFigures> models,
        List<Comparison> comparisons,
        List<PartComparison> partComparisons,
        List<MissingRuns> missing) {
    public EvaluationReport {
        models = List.copyOf(models);
        comparisons = List.copyOf(comparisons);
        partComparisons = List.copyOf(partComparisons);
        missing = List.copyOf(missing);
    }

    /** The cut-off of all figures that have only one. */
    public int cutoff() {
        return settings.judge().cutoff();
    }
}
