package io.segue.models.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A metric added up by test session: the unit that is drawn again, since events of one session hang together. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SessionSums(double[] sums, int[] counts) {

    /** The mean over the judgements of one contender; sessions without a prediction are left out. */
    static SessionSums of(List<Prediction> predictions, List<Judgement> judgements, Metric metric, int cutoff) {
        return of(predictions, IntStream.range(0, predictions.size()).toArray(), judgements, metric, cutoff);
    }

    /** The same of some predictions. */
    static SessionSums of(
            List<Prediction> predictions, int[] indexes, List<Judgement> judgements, Metric metric, int cutoff) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i : indexes) {
            places.putIfAbsent(predictions.get(i).session(), places.size());
        }
        double[] sums = new double[places.size()];
        int[] counts = new int[places.size()];
        for (int i : indexes) {
            int place = places.getOrDefault(predictions.get(i).session(), -1);
            counts[place]++;
            for (Judgement judgement : judgements) {
                sums[place] += metric.of(judgement.ranks().get(i), cutoff) / judgements.size();
            }
        }
        return new SessionSums(sums, counts);
    }

    SessionSums minus(SessionSums other) {
        double[] differences = new double[sums.length];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = sums[i] - other.sums[i];
        }
        return new SessionSums(differences, counts);
    }

    /** Over all predictions. */
    double mean() {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += sums[i];
            count += counts[i];
        }
        return count == 0 ? 0 : sum / count;
    }
}
