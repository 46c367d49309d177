package io.segue.models.recommender;

import io.segue.models.evaluation.ListFigures;
import java.util.List;

/**
 * What those who propose would have hit in the newest part of the training data, which they had not learned from.
 *
 * @param fromMs event time of the first turn, epoch milliseconds
 * @param untilMs of the last one
 * @param predictions turns with a next item
 * @param sources the session model first; empty where there was no prediction
 */
public record SliceFigures(long fromMs, long untilMs, int predictions, List<Source> sources) {
    public SliceFigures {
        sources = List.copyOf(sources);
    }

    /**
     * Of one who proposes.
     *
     * @param name for people
     * @param recallCurve Recall@1, Recall@2 and so on
     * @param mrr at the length of the curve
     * @param lists what they are like
     */
    public record Source(String name, List<Double> recallCurve, double mrr, ListFigures lists) {
        public Source {
            recallCurve = List.copyOf(recallCurve);
        }

        public double recall() {
            return recallCurve.get(recallCurve.size() - 1);
        }
    }
}
