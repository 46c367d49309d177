package io.segue.models.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/**
 * Fits a {@link RankNetwork} to examples by the listwise softmax loss (ListNet with one relevant item; Cao et al., ICML
 * 2007): the cross-entropy of the item that came next among the candidates.
 */
final class RankFit {
    /** A feature that never changes keeps a scale of zero. */
    private static final double DEVIATION_MIN = 1e-6;

    private final List<RankExample> examples;
    private final RankTrainingSettings settings;
    private final float[] mean = new float[RankFeature.count()];
    private final float[] scale = new float[RankFeature.count()];
    private final float[] lowest = new float[RankFeature.count()];
    private final float[] highest = new float[RankFeature.count()];

    /** @param read the features that the network may read; others have a scale of zero */
    RankFit(List<RankExample> examples, RankTrainingSettings settings, Predicate<RankFeature> read) {
        this.examples = List.copyOf(examples);
        this.settings = settings;
        standardize(read);
    }

    private void standardize(Predicate<RankFeature> read) {
        int features = mean.length;
        double[] sums = new double[features];
        double[] squares = new double[features];
        Arrays.fill(lowest, Float.MAX_VALUE);
        Arrays.fill(highest, -Float.MAX_VALUE);
        long rows = 0;
        for (RankExample example : examples) {
            rows += example.candidates();
            for (int i = 0; i < example.candidates() * features; i++) {
                double value = example.features()[i];
                sums[i % features] += value;
                squares[i % features] += value * value;
                lowest[i % features] = Math.min(lowest[i % features], example.features()[i]);
                highest[i % features] = Math.max(highest[i % features], example.features()[i]);
            }
        }
        for (int feature = 0; feature < features; feature++) {
            double average = sums[feature] / rows;
            double deviation = Math.sqrt(Math.max(0, squares[feature] / rows - average * average));
            mean[feature] = (float) average;
            boolean isRead = deviation >= DEVIATION_MIN && read.test(RankFeature.values()[feature]);
            scale[feature] = isRead ? (float) (1 / deviation) : 0;
        }
    }

    /**
     * Trains on the examples; the same seed gives the same network.
     *
     * @param listener hears of every step
     * @throws CancellationException if the thread is interrupted
     */
    RankNetwork fit(long seed, NewerPartListener listener) {
        RankParameters parameters = new RankParameters(settings.units(), seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<RankExample> order = new ArrayList<>(examples);
        int steps = (order.size() + settings.batchSize() - 1) / settings.batchSize();
        RankStep rankStep = new RankStep(mean, scale);
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the ranker's training was interrupted before epoch " + (epoch + 1));
            }
            shuffle(order, random);
            for (int step = 0; step < steps; step++) {
                int from = step * settings.batchSize();
                List<RankExample> batch = order.subList(from, Math.min(order.size(), from + settings.batchSize()));
                double done = (double) (epoch * steps + step) / (settings.epochs() * steps);
                RankStep.Gradients gradients = rankStep.gradients(batch, parameters);
                parameters.update(gradients.values(), settings.learningRate() * (1 - done), settings.weightDecay());
                listener.onStep(
                        new RankFitStep(epoch + 1, settings.epochs(), step + 1, steps, batch.size(), gradients.loss()));
            }
        }
        return parameters.network(mean, scale, lowest, highest);
    }

    private static void shuffle(List<RankExample> order, SplittableRandom random) {
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            RankExample swapped = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swapped);
        }
    }
}
