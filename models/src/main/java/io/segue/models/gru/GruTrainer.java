package io.segue.models.gru;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.state.session.SessionTail;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Trains the contextual GRU on sessions: Hidasi and Karatzoglou, "Recurrent Neural Networks with Top-k Gains for
 * Session-based Recommendations" (CIKM 2018), with one table for items as inputs and outputs, sampled softmax with logQ
 * correction and Adagrad on touched rows. The gradient flows through whole sessions, see {@link GruSettings#stepsMax()}.
 *
 * <p>The same sessions, settings and device kind give the same weights. Uses one thread; trainings in one process run
 * one after the other, because the engine has one gradient collector.
 */
public final class GruTrainer {
    private static final ReentrantLock COLLECTOR = new ReentrantLock();

    private final GruSettings settings;
    private final DeviceChoice device;

    public GruTrainer(GruSettings settings, DeviceChoice device) {
        this.settings = settings;
        this.device = device;
    }

    /**
     * Trains.
     *
     * @param sessionsInTimeOrder the order of the steps in every epoch: the newest sessions are learned last
     * @throws IllegalArgumentException if there is too little to learn from
     * @throws TrainingDivergedException if the loss is no longer a number
     * @throws CancellationException if the thread is interrupted
     */
    public TrainedGru train(List<SessionTail> sessionsInTimeOrder, TrainingListener listener) {
        TrainingData data = TrainingData.of(sessionsInTimeOrder, settings);
        GruShape shape = new GruShape(settings.hiddenSize(), data.vocabulary().size(), settings.oovBuckets());
        SplittableRandom random = new SplittableRandom(settings.seed());
        GruWeights weights = GruWeights.initial(shape, random);
        TrainingClock clock = new TrainingClock(settings.epochs(), steps(data), listener);
        COLLECTOR.lock();
        try (NDManager manager = TorchEngine.start().newBaseManager(device.resolve())) {
            Engine engine = TorchEngine.start();
            TrainingBatch.Maker batches = new TrainingBatch.Maker(data, shape, settings);
            TrainingStep step = new TrainingStep(engine, manager);
            Adagrad adagrad = new Adagrad(weights, settings.learningRate());
            for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
                for (int i = 0; i < steps(data); i++) {
                    int from = i * settings.batchSize();
                    int to = Math.min(data.windowsCount(), from + settings.batchSize());
                    TrainingBatch batch = batches.make(from, to, random);
                    TrainingStep.Gradients gradients = step.run(weights, batch, dropout(batch, random));
                    check(gradients.loss(), epoch, i + 1, settings.learningRate());
                    adagrad.update(batch, gradients);
                    clock.tick(epoch, i + 1, batch.examplesCount(), gradients.loss());
                }
            }
        } finally {
            COLLECTOR.unlock();
        }
        return new TrainedGru(settings, weights, data.vocabulary(), TrainingLog.of(sessionsInTimeOrder, data, clock));
    }

    private int steps(TrainingData data) {
        return (data.windowsCount() + settings.batchSize() - 1) / settings.batchSize();
    }

    static void check(double loss, int epoch, int step, double learningRate) {
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(epoch, step, loss, learningRate);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the training was interrupted at step " + step + " of epoch " + epoch);
        }
    }

    private TrainingStep.Dropout dropout(TrainingBatch batch, SplittableRandom random) {
        if (settings.dropout() == 0) {
            return TrainingStep.Dropout.NONE;
        }
        int hiddenSize = settings.hiddenSize();
        return new TrainingStep.Dropout(
                factors(batch.inputsCount() * hiddenSize, random), factors(batch.examplesCount() * hiddenSize, random));
    }

    private float[] factors(int length, SplittableRandom random) {
        float kept = (float) (1 / (1 - settings.dropout()));
        int threshold = (int) (settings.dropout() * (1L << Integer.SIZE) + Integer.MIN_VALUE);
        float[] factors = new float[length];
        for (int i = 0; i < length; i++) {
            factors[i] = random.nextInt() < threshold ? 0 : kept;
        }
        return factors;
    }
}
