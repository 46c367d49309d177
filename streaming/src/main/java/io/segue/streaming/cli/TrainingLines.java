package io.segue.streaming.cli;

import io.segue.models.gru.TrainingListener;
import io.segue.models.gru.TrainingProgress;

/** Shows how far a training is, and which one it is where there are several. */
final class TrainingLines implements TrainingListener {
    /** The first steps run cold and say nothing of the time left. */
    private static final int WARM_STEPS = 20;

    private final Progress progress;

    TrainingLines(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void onPass(String pass) {
        progress.line(pass);
    }

    @Override
    public void onProgress(TrainingProgress state) {
        progress.update(lineOf(state));
    }

    private static String lineOf(TrainingProgress state) {
        boolean warm = state.epoch() > 1 || state.step() > WARM_STEPS;
        return "epoch %d of %d  step %,d of %,d  loss %.3f  %,.0f examples/s%s"
                .formatted(
                        state.epoch(),
                        state.epochs(),
                        state.step(),
                        state.steps(),
                        state.loss(),
                        state.examplesPerSecond(),
                        warm ? "  " + Progress.clock(Math.round(state.secondsLeft())) + " left" : "");
    }
}
