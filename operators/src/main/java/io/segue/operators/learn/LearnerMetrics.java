package io.segue.operators.learn;

import io.segue.models.gru.LearnedStep;
import io.segue.state.MetricNames;
import io.segue.state.recommendation.ModelVersion;
import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.util.clock.Clock;

/** The metrics of the {@link Learner}. Written by its thread, but for {@link #seen}; reporters read from theirs. */
final class LearnerMetrics {
    private static final int WINDOW = 2_000;
    private static final double NANOS_PER_MS = 1e6;
    /** Weight of the newest loss: some 50 steps are what one sees. */
    private static final double NEWEST = 0.02;

    private final Counter steps;
    private final Counter examples;
    private final Counter deltas;
    private final Counter diverged;
    private final Counter failed;
    private final Counter missed;
    private final Histogram stepMs;
    private final Histogram deltaMs;

    private final Clock clock;

    private volatile String version = ModelVersion.NONE;
    private volatile int delta;
    private volatile double loss;
    private volatile int itemsCount;
    private volatile int itemsAdded;
    private volatile long seenMs = Long.MIN_VALUE;
    private volatile long learnedMs = Long.MIN_VALUE;

    LearnerMetrics(MetricGroup group, IntSupplier waiting, Clock clock) {
        this.clock = clock;
        steps = group.counter(MetricNames.LEARNER_STEPS);
        examples = group.counter(MetricNames.LEARNER_EXAMPLES);
        deltas = group.counter(MetricNames.LEARNER_DELTAS);
        diverged = group.counter(MetricNames.LEARNER_DIVERGED);
        failed = group.counter(MetricNames.LEARNER_FAILED);
        missed = group.counter(MetricNames.LEARNER_MISSED);
        stepMs = group.histogram(MetricNames.LEARNER_STEP_MS, new DescriptiveStatisticsHistogram(WINDOW));
        deltaMs = group.histogram(MetricNames.LEARNER_DELTA_MS, new DescriptiveStatisticsHistogram(WINDOW));
        group.gauge(MetricNames.LEARNER_VERSION, (Gauge<String>) () -> version);
        group.gauge(MetricNames.LEARNER_DELTA, (Gauge<Integer>) () -> delta);
        group.gauge(MetricNames.LEARNER_LOSS, (Gauge<Double>) () -> loss);
        group.gauge(MetricNames.LEARNER_QUEUE, (Gauge<Integer>) waiting::getAsInt);
        group.gauge(MetricNames.LEARNER_LAG_MS, (Gauge<Long>) this::lagMs);
        group.gauge(MetricNames.LEARNER_ITEMS, (Gauge<Integer>) () -> itemsCount);
        group.gauge(MetricNames.LEARNER_ITEMS_ADDED, (Gauge<Integer>) () -> itemsAdded);
    }

    /** For how long something takes. */
    long nanos() {
        return clock.relativeTimeNanos();
    }

    /** By the task's thread. */
    void seen(long timestampMs) {
        seenMs = Math.max(seenMs, timestampMs);
    }

    private long lagMs() {
        return learnedMs == Long.MIN_VALUE || seenMs == Long.MIN_VALUE ? 0 : Math.max(0, seenMs - learnedMs);
    }

    void begins(String modelVersion, LearningModel model) {
        version = modelVersion;
        delta = model.published().stream()
                .reduce((earlier, later) -> later)
                .map(newest -> newest.number())
                .orElse(0);
        loss = 0;
        learnedMs = Long.MIN_VALUE;
        items(model);
    }

    void ends() {
        version = ModelVersion.NONE;
        delta = 0;
        learnedMs = Long.MIN_VALUE;
    }

    /** All up to here was learned, or needs not be. */
    void learned(long timestampMs) {
        learnedMs = timestampMs;
    }

    void step(LearnedStep step, long startNanos, LearningModel model) {
        items(model);
        if (step.examples() == 0) {
            return;
        }
        loss = loss == 0 ? step.loss() : loss + NEWEST * (step.loss() - loss);
        steps.inc();
        examples.inc(step.examples());
        stepMs.update(msSince(startNanos));
    }

    private void items(LearningModel model) {
        itemsCount = model.itemsCount();
        itemsAdded = model.itemsAdded();
    }

    void published(int number, long startNanos) {
        delta = number;
        deltas.inc();
        deltaMs.update(msSince(startNanos));
    }

    private long msSince(long startNanos) {
        return Math.round((nanos() - startNanos) / NANOS_PER_MS);
    }

    void diverged() {
        diverged.inc();
    }

    void failed() {
        failed.inc();
    }

    void missed() {
        missed.inc();
    }
}
