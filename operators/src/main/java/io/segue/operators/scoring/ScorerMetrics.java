package io.segue.operators.scoring;

import io.segue.operators.accounting.Accounting;
import io.segue.operators.model.DeltaFollower;
import io.segue.operators.model.ExperimentFollower;
import io.segue.operators.model.ModelLanes;
import io.segue.operators.model.ModelSlot;
import io.segue.state.MetricNames;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Release;
import io.segue.state.session.Outcome;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/** The metrics of the {@link SessionScorer}. Written by the task thread; reporters read from theirs. */
final class ScorerMetrics {
    private static final int WINDOW = 2_000;
    private static final double NANOS_PER_MS = 1e6;
    private static final long NO_MODEL_AGE_MS = -1;

    /** The guard counts the dead letters, the ranker the answers. */
    private static final Set<Outcome> DECIDED_HERE = EnumSet.of(Outcome.LATE, Outcome.DUPLICATE, Outcome.SUPPRESSED);

    private final Counter[] outcomes;
    private final Histogram bundleSize;
    private final Histogram bundleAgeMs;
    private final Histogram modelCallMs;
    private final Histogram variantCallMs;
    private final MetricGroup group;
    private final Counter hiddenRebuilt;
    private final Counter vectorsIgnored;
    private final Counter releasesServed;
    private final Counter releasesRefused;
    private final Counter deltasApplied;
    private final Counter deltasRefused;
    private volatile int deltaNumber;
    private volatile int deltasWaiting;

    @Nullable
    private volatile Release serving;

    ScorerMetrics(Accounting accounting, MetricGroup group, LongSupplier nowMs) {
        outcomes = new Counter[Outcome.values().length];
        for (Outcome outcome : DECIDED_HERE) {
            outcomes[outcome.ordinal()] = accounting.show(MetricNames.of(outcome), group);
        }
        bundleSize = histogram(group, MetricNames.BUNDLE_SIZE);
        bundleAgeMs = histogram(group, MetricNames.BUNDLE_AGE_MS);
        this.group = group;
        variantCallMs = histogram(group, MetricNames.VARIANT_CALL_MS);
        modelCallMs = histogram(group, MetricNames.MODEL_CALL_MS);
        hiddenRebuilt = group.counter(MetricNames.HIDDEN_REBUILT);
        vectorsIgnored = group.counter(MetricNames.ITEMS_VECTOR_IGNORED, new ThreadSafeSimpleCounter());
        releasesServed = group.counter(MetricNames.RELEASES_SERVED);
        releasesRefused = group.counter(MetricNames.RELEASES_REFUSED);
        deltasApplied = group.counter(MetricNames.DELTAS_APPLIED);
        deltasRefused = group.counter(MetricNames.DELTAS_REFUSED);
        group.gauge(MetricNames.DELTA_NUMBER, (Gauge<Integer>) () -> deltaNumber);
        group.gauge(MetricNames.DELTAS_WAITING, (Gauge<Integer>) () -> deltasWaiting);
        group.gauge(MetricNames.MODEL_VERSION, (Gauge<String>) () -> {
            Release release = serving;
            return release == null ? ModelVersion.NONE : release.version();
        });
        group.gauge(MetricNames.MODEL_LOADED, (Gauge<Integer>) () -> serving == null ? 0 : 1);
        group.gauge(MetricNames.MODEL_AGE_MS, (Gauge<Long>) () -> {
            Release release = serving;
            return release == null ? NO_MODEL_AGE_MS : nowMs.getAsLong() - release.trainedUntilMs();
        });
    }

    void bundle(int size, long ageMs) {
        bundleSize.update(size);
        bundleAgeMs.update(ageMs);
    }

    /** An interaction gets no answer. */
    void endsHere(Outcome outcome) {
        outcomes[outcome.ordinal()].inc();
    }

    void modelCall(long nanos) {
        modelCallMs.update(Math.round(nanos / NANOS_PER_MS));
    }

    /** All models of variants, in one round. */
    void variantCall(long nanos) {
        variantCallMs.update(Math.round(nanos / NANOS_PER_MS));
    }

    /** Shows the models of variants, as of the last look. */
    void show(ModelLanes<?> lanes) {
        group.gauge(MetricNames.VARIANT_MODELS, (Gauge<Integer>) lanes::wantedCount);
        group.gauge(MetricNames.VARIANT_MODELS_LOADED, (Gauge<Integer>) lanes::servedCount);
        group.gauge(MetricNames.VARIANT_MODELS_REFUSED, (Gauge<Long>) lanes::refusedCount);
    }

    void show(ExperimentFollower<?> experiments) {
        group.gauge(MetricNames.VARIANTS_REJECTED, (Gauge<Integer>) experiments::rejectedCount);
    }

    void rebuilt(int sessions) {
        hiddenRebuilt.inc(sessions);
    }

    /** A model was told of an item whose vector it does not read; on any thread. */
    void vectorIgnored() {
        vectorsIgnored.inc();
    }

    void releases(ModelSlot<?> slot) {
        releasesServed.inc(slot.servedCount() - releasesServed.getCount());
        releasesRefused.inc(slot.refusedCount() - releasesRefused.getCount());
        serving = slot.served().<Release>map(ModelSlot.Served::release).orElse(null);
    }

    void deltas(DeltaFollower<?> deltas) {
        deltasApplied.inc(deltas.appliedCount() - deltasApplied.getCount());
        deltasRefused.inc(deltas.refusedCount() - deltasRefused.getCount());
        deltaNumber = deltas.number();
        deltasWaiting = deltas.waitingCount();
    }

    private static Histogram histogram(MetricGroup group, String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
    }
}
