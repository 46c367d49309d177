package io.segue.models.evaluation;

import java.util.List;

/**
 * How one trained model did.
 *
 * @param ranks of the next items, one a prediction, in their order; {@link Ranks#MISS} where it was not proposed
 * @param listMs mean time for a list, the turns that are only heard of included, in milliseconds
 */
public record Judgement(List<Integer> ranks, ListFigures lists, double listMs) {
    public Judgement {
        ranks = List.copyOf(ranks);
    }

    /** Mean over all predictions. */
    public double mean(Metric metric, int cutoff) {
        double sum = 0;
        for (int rank : ranks) {
            sum += metric.of(rank, cutoff);
        }
        return sum / ranks.size();
    }

    /** Mean over some predictions. */
    double mean(Metric metric, int cutoff, int[] predictions) {
        double sum = 0;
        for (int prediction : predictions) {
            sum += metric.of(ranks.get(prediction), cutoff);
        }
        return sum / predictions.length;
    }
}
