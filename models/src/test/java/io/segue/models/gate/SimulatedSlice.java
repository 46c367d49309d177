package io.segue.models.gate;

import io.segue.models.evaluation.Judgement;
import io.segue.models.evaluation.ListFigures;
import io.segue.models.evaluation.Prediction;
import io.segue.models.evaluation.Ranks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A slice and the ranks that models reach on it. The rank of the next item is a log-normal: some sessions are hard, some of
 * their items are, and each model errs in its own way. The spreads are fitted to the electronics log (Recall@20 0.68, MRR@20
 * 0.31 of the ranker, sessions of 3 to 4 predictions): two trainings of one recipe differ there by 0.2 (standard deviation) in the
 * reciprocal rank of a prediction, so do two of these models.
 */
final class SimulatedSlice {
    private static final double DIFFICULTY = 2.05;
    private static final double OF_SESSIONS = 1.1;
    private static final double OF_ITEMS = 1.7;
    private static final double OF_A_MODEL = 0.5;
    private static final double PREDICTIONS_MEAN = 3.5;
    private static final int LIST_ITEMS = 100;

    private static final ListFigures LISTS = new ListFigures(0, 0, 0, 0);

    private final SplittableRandom random;
    private final List<Prediction> predictions = new ArrayList<>();
    private final List<Double> difficulties = new ArrayList<>();

    SimulatedSlice(long seed, int predictionsCount) {
        random = new SplittableRandom(seed);
        double ofSession = 0;
        for (int i = 0, session = -1; i < predictionsCount; i++) {
            if (session < 0 || random.nextDouble() < 1 / PREDICTIONS_MEAN) {
                session++;
                ofSession = OF_SESSIONS * random.nextGaussian();
            }
            predictions.add(new Prediction(session, "item", "view", 10, 0, false, false, 1, 0, 0));
            difficulties.add(DIFFICULTY + ofSession + OF_ITEMS * random.nextGaussian());
        }
    }

    List<Prediction> predictions() {
        return predictions;
    }

    /** A model trained by the recipe. */
    Judgement model() {
        return model(0);
    }

    /** A model that ranks the next item higher, by as much in the logarithm of its rank. */
    Judgement model(double skill) {
        List<Integer> ranks = new ArrayList<>(difficulties.size());
        for (double difficulty : difficulties) {
            ranks.add(rank(difficulty - skill + OF_A_MODEL * random.nextGaussian()));
        }
        return judgement(ranks);
    }

    /** A model that finds an item as often as the other one, but of the wrong session: its labels were shuffled. */
    Judgement shuffled(Judgement other) {
        List<Integer> ranks = new ArrayList<>(other.ranks());
        Collections.shuffle(ranks, new Random(random.nextLong()));
        return judgement(ranks);
    }

    /** A model whose weights were shuffled: the next item is anywhere in a catalogue of so many items. */
    Judgement random(int items) {
        List<Integer> ranks = new ArrayList<>();
        for (int i = 0; i < predictions.size(); i++) {
            int rank = 1 + random.nextInt(items);
            ranks.add(rank > LIST_ITEMS ? Ranks.MISS : rank);
        }
        return judgement(ranks);
    }

    /** A model that puts the better half of another one's finds first, and loses what the other one finds late. */
    Judgement bold(Judgement other) {
        return judgement(other.ranks().stream()
                .map(rank -> rank <= 3 ? Integer.valueOf(1) : rank > 12 ? Integer.valueOf(Ranks.MISS) : rank)
                .toList());
    }

    private static int rank(double logarithm) {
        long rank = Math.max(1, Math.round(Math.exp(logarithm)));
        return rank > LIST_ITEMS ? Ranks.MISS : (int) rank;
    }

    private static Judgement judgement(List<Integer> ranks) {
        return new Judgement(ranks, LISTS, 1);
    }
}
