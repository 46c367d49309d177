package io.segue.operators.retrain;

import io.segue.models.gru.TrainingProgress;
import io.segue.state.MetricNames;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/** Shows how far the running round is: as gauges, all of them 0 while none runs, and as a line of the log now and then. */
final class RoundProgress implements RoundListener {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
    private static final TrainingProgress NOTHING = new TrainingProgress(0, 0, 0, 0, 0, 0, 0, 0);
    private static final String NO_PASS = "none";

    /** Written by the thread that trains, read by those that report. */
    private record State(String pass, TrainingProgress progress, long sessions, long events) {}

    private final LongSupplier nanoClock;
    private final Consumer<String> log;
    private volatile State state = new State(NO_PASS, NOTHING, 0, 0);
    private long toldNanos;

    /**
     * Nothing runs yet.
     *
     * @param log takes the lines
     */
    RoundProgress(LongSupplier nanoClock, Consumer<String> log) {
        this.nanoClock = nanoClock;
        this.log = log;
    }

    void show(MetricGroup group) {
        group.gauge(MetricNames.TRAINING_PASS, () -> state.pass());
        group.gauge(MetricNames.TRAINING_SESSIONS, () -> state.sessions());
        group.gauge(MetricNames.TRAINING_EVENTS, () -> state.events());
        show(group, MetricNames.TRAINING_EPOCH, TrainingProgress::epoch);
        show(group, MetricNames.TRAINING_EPOCHS, TrainingProgress::epochs);
        show(group, MetricNames.TRAINING_EXAMPLES_PER_SECOND, TrainingProgress::examplesPerSecond);
        show(group, MetricNames.TRAINING_LOSS, TrainingProgress::loss);
        show(group, MetricNames.TRAINING_SECONDS_LEFT, TrainingProgress::secondsLeft);
    }

    private void show(MetricGroup group, String name, ToDoubleFunction<TrainingProgress> figure) {
        group.gauge(name, () -> figure.applyAsDouble(state.progress()));
    }

    /** No round runs any more. */
    void end() {
        state = new State(NO_PASS, NOTHING, 0, 0);
    }

    @Override
    public void onData(long sessions, long events) {
        state = new State(NO_PASS, NOTHING, sessions, events);
        log.accept(String.format(Locale.ROOT, "learns from %,d sessions with %,d events", sessions, events));
    }

    @Override
    public void onPass(String pass) {
        state = new State(pass, NOTHING, state.sessions(), state.events());
        tell(pass);
    }

    @Override
    public void onProgress(TrainingProgress progress) {
        state = new State(state.pass(), progress, state.sessions(), state.events());
        if (nanoClock.getAsLong() - toldNanos >= LINE_INTERVAL.toNanos()) {
            tell(String.format(
                    Locale.ROOT,
                    "epoch %d of %d, step %,d of %,d, loss %.3f, %,.0f examples/s, %,.0f s left of the pass",
                    progress.epoch(),
                    progress.epochs(),
                    progress.step(),
                    progress.steps(),
                    progress.loss(),
                    progress.examplesPerSecond(),
                    progress.secondsLeft()));
        }
    }

    private void tell(String line) {
        toldNanos = nanoClock.getAsLong();
        log.accept(line);
    }
}
