package io.segue.models.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/** Compares two models on the same predictions, session by session, since events of one session hang together. */
public final class PairedTest {
    private final List<Prediction> predictions;
    private final SessionBootstrap bootstrap;

    /**
     * A test.
     *
     * @param seed of the resamples
     * @param resamples of the sessions, within [100, 100000]: the smallest p-value is one over them
     */
    public PairedTest(List<Prediction> predictions, long seed, int resamples) {
        this.predictions = predictions;
        this.bootstrap = new SessionBootstrap(seed, resamples);
    }

    /** Compares on all predictions. */
    public Comparison compare(
            String model, Judgement judgement, String against, Judgement other, Metric metric, int cutoff) {
        int[] all = IntStream.range(0, predictions.size()).toArray();
        return compare(all, new Runs(model, List.of(judgement)), new Runs(against, List.of(other)), metric, cutoff);
    }

    /** The judgements of one model, one a seed. */
    record Runs(String name, List<Judgement> judgements) {}

    /** Compares on some predictions, by their indexes. */
    Comparison compare(int[] indexes, Runs model, Runs against, Metric metric, int cutoff) {
        SessionSums differences = sums(indexes, model, metric, cutoff).minus(sums(indexes, against, metric, cutoff));
        return new Comparison(
                model.name(),
                against.name(),
                metric.at(cutoff),
                differences.mean(),
                bootstrap.interval(differences),
                bootstrap.pValue(differences));
    }

    private SessionSums sums(int[] indexes, Runs runs, Metric metric, int cutoff) {
        return SessionSums.of(predictions, indexes, runs.judgements(), metric, cutoff);
    }
}
