package io.segue.models.gru;

import java.util.concurrent.TimeUnit;

/** Counts the steps of a training and tells the listener, about every second and at the end of each epoch. */
public final class TrainingClock {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int epochs;
    private final int steps;
    private final TrainingListener listener;
    private final LossCurve curve;
    private final long startNanos = System.nanoTime();

    private long toldNanos = startNanos;
    private long examples;
    private double epochLossSum;
    private long epochExamples;
    private double epochLoss;

    public TrainingClock(int epochs, int steps, TrainingListener listener) {
        this.epochs = epochs;
        this.steps = steps;
        this.listener = listener;
        this.curve = new LossCurve(epochs, steps);
    }

    /** A step is done; both counts begin at 1. */
    public void tick(int epoch, int step, int stepExamples, double loss) {
        curve.add(stepExamples, loss);
        examples += stepExamples;
        epochExamples += stepExamples;
        epochLossSum += loss * stepExamples;
        epochLoss = epochLossSum / Math.max(1, epochExamples);
        long nowNanos = System.nanoTime();
        if (step == steps || nowNanos - toldNanos >= INTERVAL_NANOS) {
            toldNanos = nowNanos;
            listener.onProgress(progress(epoch, step, Math.max(1, nowNanos - startNanos)));
        }
        if (step == steps) {
            epochExamples = 0;
            epochLossSum = 0;
        }
    }

    private TrainingProgress progress(int epoch, int step, long nanos) {
        double seconds = nanos / 1e9;
        long stepsDone = (epoch - 1L) * steps + step;
        long stepsLeft = (long) epochs * steps - stepsDone;
        return new TrainingProgress(
                epoch, epochs, step, steps, examples, examples / seconds, epochLoss, seconds * stepsLeft / stepsDone);
    }

    /** Mean of the newest epoch. */
    double epochLoss() {
        return epochLoss;
    }

    LossCurve curve() {
        return curve;
    }

    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
