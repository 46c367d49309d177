package io.segue.operators.ranking;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.Source;
import io.segue.state.session.Outcome;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The metrics of the {@link Ranker}. Written by the task thread; reporters read from theirs. */
final class RankerMetrics {
    private static final int WINDOW = 2_000;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Counter answered;
    private final Counter[] answeredBySource;
    private final Counter answeredEmpty;
    private final Counter answeredFused;
    private final Counter explored;
    private final Counter answeredVariants;
    private final Counter variantFallbacks;
    private final Counter shadowLists;
    private final Counter shadowListsMissing;
    private final Histogram candidates;
    private final Histogram rankerCallMicros;
    private final Histogram eventToRecommendationMs;

    private volatile String version = ModelVersion.NONE;
    private volatile int liveItems;

    RankerMetrics(Accounting accounting, MetricGroup group) {
        answered = accounting.show(MetricNames.of(Outcome.ANSWERED), group);
        answeredBySource = new Counter[Source.values().length];
        for (Source source : Source.values()) {
            answeredBySource[source.ordinal()] =
                    accounting.show(MetricNames.of(MetricNames.ANSWERED_SOURCE_PREFIX, source.code()), group);
        }
        answeredEmpty = accounting.show(MetricNames.ANSWERED_EMPTY, group);
        answeredFused = accounting.show(MetricNames.ANSWERED_FUSED, group);
        explored = accounting.show(MetricNames.EXPLORED, group);
        answeredVariants = accounting.show(MetricNames.ANSWERED_VARIANTS, group);
        variantFallbacks = accounting.show(MetricNames.VARIANT_FALLBACKS, group);
        shadowLists = accounting.show(MetricNames.SHADOW_LISTS, group);
        shadowListsMissing = accounting.show(MetricNames.SHADOW_LISTS_MISSING, group);
        candidates = histogram(group, MetricNames.CANDIDATES);
        rankerCallMicros = histogram(group, MetricNames.RANKER_CALL_MICROS);
        eventToRecommendationMs = histogram(group, MetricNames.EVENT_TO_RECOMMENDATION_MS);
        group.gauge(MetricNames.RANKER_VERSION, (Gauge<String>) () -> version);
        group.gauge(MetricNames.RANKER_LOADED, (Gauge<Integer>) () -> version.equals(ModelVersion.NONE) ? 0 : 1);
        group.gauge(MetricNames.LIVE_ITEMS, (Gauge<Integer>) () -> liveItems);
    }

    void rankerCall(long nanos) {
        rankerCallMicros.update(Math.round(nanos / NANOS_PER_MICRO));
    }

    void answered(Recommendation recommendation, TurnAnswer answer) {
        answered.inc();
        eventToRecommendationMs.update(recommendation.generatedAtMs() - recommendation.publishedAtMs());
        candidates.update(answer.list().candidates());
        shadowLists.inc(answer.after().served().shadows().size());
        shadowListsMissing.inc(answer.shadowsMissing());
        if (!answer.model().variant().equals(ModelVersion.CHAMPION)) {
            answeredVariants.inc();
        }
        if (answer.fellBack()) {
            variantFallbacks.inc();
        }
        if (answer.isFused()) {
            answeredFused.inc();
        }
        if (recommendation.items().stream().anyMatch(item -> item.source() == Source.EXPLORATION)) {
            explored.inc();
        }
        if (recommendation.items().isEmpty()) {
            answeredEmpty.inc();
        } else {
            answeredBySource[recommendation.items().get(0).source().ordinal()].inc();
        }
    }

    /** The version whose ranker orders the answers, {@link ModelVersion#NONE} without one. */
    void ranker(String newVersion) {
        version = newVersion;
    }

    void liveItems(int size) {
        liveItems = size;
    }

    private static Histogram histogram(MetricGroup group, String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
    }
}
