package io.segue.models.gru;

import java.util.ArrayList;
import java.util.List;

/** The loss over a training, step by step, of which a bounded number of points is kept. */
final class LossCurve {
    static final int POINTS_MAX = 60;

    private final int stepsPerEpoch;
    private final long steps;
    private final long stepsPerPoint;
    private final List<LossPoint> points = new ArrayList<>();

    private long stepsDone;
    private double lossSum;
    private long examples;

    LossCurve(int epochs, int stepsPerEpoch) {
        this.stepsPerEpoch = stepsPerEpoch;
        this.steps = (long) epochs * stepsPerEpoch;
        this.stepsPerPoint = (steps + POINTS_MAX - 1) / POINTS_MAX;
    }

    /** @param loss mean over the step's examples */
    void add(int stepExamples, double loss) {
        lossSum += loss * stepExamples;
        examples += stepExamples;
        stepsDone++;
        boolean isPoint = stepsDone % stepsPerPoint == 0 || stepsDone == steps;
        // Steps of which nothing is learned wait for the next point.
        if (isPoint && examples > 0) {
            points.add(new LossPoint((double) stepsDone / stepsPerEpoch, lossSum / examples));
            lossSum = 0;
            examples = 0;
        }
    }

    List<LossPoint> points() {
        return List.copyOf(points);
    }
}
