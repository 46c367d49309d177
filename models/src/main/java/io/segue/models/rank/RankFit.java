package io.segue.models.rank;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.segue.models.device.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Fits a {@link RankNetwork} to examples by the listwise softmax loss (ListNet with one relevant item; Cao et al., ICML
 * 2007): the cross-entropy of the item that came next among the candidates.
 */
final class RankFit {
    private static final float MASKED = -1e9f;
    /** A feature that never changes keeps a scale of zero. */
    private static final double DEVIATION_MIN = 1e-6;

    private final List<RankExample> examples;
    private final RankTrainingSettings settings;
    private final float[] mean = new float[RankFeature.count()];
    private final float[] scale = new float[RankFeature.count()];

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
        long rows = 0;
        for (RankExample example : examples) {
            rows += example.candidates();
            for (int i = 0; i < example.candidates() * features; i++) {
                double value = example.features()[i];
                sums[i % features] += value;
                squares[i % features] += value * value;
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

    /** Trains on the examples; the same seed gives the same network. */
    RankNetwork fit(long seed) {
        RankParameters parameters = new RankParameters(settings.units(), seed);
        SplittableRandom random = new SplittableRandom(seed);
        List<RankExample> order = new ArrayList<>(examples);
        int steps = settings.epochs() * ((order.size() + settings.batchSize() - 1) / settings.batchSize());
        int step = 0;
        TorchEngine.COLLECTOR.lock();
        try (NDManager manager = TorchEngine.start().newBaseManager(ai.djl.Device.cpu())) {
            for (int epoch = 0; epoch < settings.epochs(); epoch++) {
                shuffle(order, random);
                for (int from = 0; from < order.size(); from += settings.batchSize()) {
                    List<RankExample> batch = order.subList(from, Math.min(order.size(), from + settings.batchSize()));
                    double rate = settings.learningRate() * (1 - (double) step++ / steps);
                    parameters.update(gradients(batch, parameters, manager), rate, settings.weightDecay());
                }
            }
        } finally {
            TorchEngine.COLLECTOR.unlock();
        }
        return parameters.network(mean, scale);
    }

    private static void shuffle(List<RankExample> order, SplittableRandom random) {
        for (int i = order.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            RankExample swapped = order.get(i);
            order.set(i, order.get(j));
            order.set(j, swapped);
        }
    }

    private float[][] gradients(List<RankExample> batch, RankParameters parameters, NDManager manager) {
        int features = mean.length;
        int width = batch.stream().mapToInt(RankExample::candidates).max().orElseThrow();
        Engine engine = TorchEngine.start();
        try (NDManager local = manager.newSubManager()) {
            NDArray rows = local.create(standardized(batch, width), new Shape((long) batch.size() * width, features));
            NDArray mask = local.create(mask(batch, width), new Shape(batch.size(), width));
            NDArray targets = local.create(targets(batch)).reshape(batch.size(), 1);
            NDArray weights = local.create(weights(batch));
            NDList trained = new NDList(
                    local.create(parameters.linear(), new Shape(features, 1)),
                    local.create(parameters.hidden(), new Shape(features, settings.units())),
                    local.create(parameters.hiddenBias()),
                    local.create(parameters.output(), new Shape(settings.units(), 1)));
            trained.forEach(parameter -> parameter.setRequiresGradient(true));
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray hidden = rows.matMul(trained.get(1)).add(trained.get(2));
                NDArray active = hidden.getNDArrayInternal().relu();
                NDArray scores = rows.matMul(trained.get(0)).add(active.matMul(trained.get(3)));
                NDArray logs = scores.reshape(batch.size(), width)
                        .add(mask)
                        .logSoftmax(1)
                        .gather(targets, 1);
                NDArray loss = logs.reshape(-1).mul(weights).mean().neg();
                check(loss.getFloat());
                collector.backward(loss);
            }
            float[][] gradients = new float[trained.size()][];
            for (int i = 0; i < gradients.length; i++) {
                gradients[i] = trained.get(i).getGradient().toFloatArray();
            }
            return gradients;
        }
    }

    private void check(float loss) {
        if (!Float.isFinite(loss)) {
            throw new IllegalStateException("the ranker's loss is " + loss + " with learning rate "
                    + settings.learningRate() + "; try a smaller one");
        }
    }

    private float[] standardized(List<RankExample> batch, int width) {
        int features = mean.length;
        float[] rows = new float[batch.size() * width * features];
        for (int example = 0; example < batch.size(); example++) {
            float[] raw = batch.get(example).features();
            int from = example * width * features;
            int values = batch.get(example).candidates() * features;
            for (int i = 0; i < values; i++) {
                int feature = i % features;
                rows[from + i] = (raw[i] - mean[feature]) * scale[feature];
            }
        }
        return rows;
    }

    private static float[] mask(List<RankExample> batch, int width) {
        float[] mask = new float[batch.size() * width];
        for (int example = 0; example < batch.size(); example++) {
            for (int i = batch.get(example).candidates(); i < width; i++) {
                mask[example * width + i] = MASKED;
            }
        }
        return mask;
    }

    private static long[] targets(List<RankExample> batch) {
        return batch.stream().mapToLong(RankExample::target).toArray();
    }

    private static float[] weights(List<RankExample> batch) {
        float[] weights = new float[batch.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = batch.get(i).weight();
        }
        return weights;
    }
}
