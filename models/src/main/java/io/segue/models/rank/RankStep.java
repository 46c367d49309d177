package io.segue.models.rank;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.segue.models.device.TorchEngine;
import java.util.Arrays;
import java.util.List;

/** Gradients of the listwise softmax loss for one batch, by the engine's autograd. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RankStep(float[] mean, float[] scale) {
    private static final float MASKED = -1e9f;

    /**
     * What a batch says.
     *
     * @param loss mean, in nats
     * @param values by tensor, in the order of {@link RankParameters}
     */
    record Gradients(float loss, float[][] values) {}

    /** Only one thread of a JVM collects gradients at a time. */
    Gradients gradients(List<RankExample> batch, RankParameters parameters) {
        TorchEngine.COLLECTOR.lock();
        try (NDManager manager = TorchEngine.start().newBaseManager(Device.cpu())) {
            return gradients(batch, parameters, manager);
        } finally {
            TorchEngine.COLLECTOR.unlock();
        }
    }

    private Gradients gradients(List<RankExample> batch, RankParameters parameters, NDManager local) {
        int features = mean.length;
        int width = batch.stream().mapToInt(RankExample::candidates).max().orElseThrow();
        Engine engine = TorchEngine.start();
        NDArray rows = local.create(standardized(batch, width), new Shape((long) batch.size() * width, features));
        NDArray offsets = local.create(offsets(batch, width), new Shape(batch.size(), width));
        NDArray targets = local.create(targets(batch)).reshape(batch.size(), 1);
        NDArray weights = local.create(weights(batch));
        NDList trained = new NDList(
                local.create(parameters.linear(), new Shape(features, 1)),
                local.create(parameters.hidden(), new Shape(features, parameters.units())),
                local.create(parameters.hiddenBias()),
                local.create(parameters.output(), new Shape(parameters.units(), 1)));
        trained.forEach(parameter -> parameter.setRequiresGradient(true));
        float value;
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDArray hidden = rows.matMul(trained.get(1)).add(trained.get(2));
            NDArray active = hidden.getNDArrayInternal().relu();
            NDArray scores = rows.matMul(trained.get(0)).add(active.matMul(trained.get(3)));
            NDArray logs = scores.reshape(batch.size(), width)
                    .add(offsets)
                    .logSoftmax(1)
                    .gather(targets, 1);
            NDArray loss = logs.reshape(-1).mul(weights).mean().neg();
            value = loss.getFloat();
            check(value);
            collector.backward(loss);
        }
        float[][] gradients = new float[trained.size()][];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = trained.get(i).getGradient().toFloatArray();
        }
        return new Gradients(value, gradients);
    }

    private static void check(float loss) {
        if (!Float.isFinite(loss)) {
            throw new IllegalStateException("the ranker's loss is " + loss + "; try a smaller learning rate");
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

    private static float[] offsets(List<RankExample> batch, int width) {
        float[] offsets = new float[batch.size() * width];
        Arrays.fill(offsets, MASKED);
        for (int example = 0; example < batch.size(); example++) {
            float[] known = batch.get(example).offsets();
            System.arraycopy(known, 0, offsets, example * width, known.length);
        }
        return offsets;
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
