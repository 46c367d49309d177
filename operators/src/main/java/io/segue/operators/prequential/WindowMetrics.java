package io.segue.operators.prequential;

import io.segue.state.MetricNames;
import io.segue.state.interaction.InteractionType;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Source;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The newest window of the champion whose lists were tested most in it; of a variant where only variants answer. A metric cannot be taken back, so there is none for
 * each version: {@code segue.metrics} has them. Written by the task thread; reporters read from theirs.
 */
final class WindowMetrics {
    private record Shown(String version, Map<String, QualitySums> byValue) {}

    /** Shadows show nothing, and the champion is who the job is about. */
    private static final Comparator<QualityWindow> SHOWN_FIRST = Comparator.comparing(
                    (QualityWindow window) -> !window.slice().shadow())
            .thenComparing(window -> window.slice().model().variant().equals(ModelVersion.CHAMPION));

    private volatile Shown newest = new Shown(ModelVersion.NONE, Map.of());

    WindowMetrics(MetricGroup group) {
        group.gauge(MetricNames.WINDOW_VERSION, (Gauge<String>) () -> newest.version());
        group.gauge(MetricNames.WINDOW_TESTS, (Gauge<Long>)
                () -> sums(QualitySlice.ALL).served().tests());
        served(group, MetricNames.WINDOW_RECALL_1, ListSums::recallAt1);
        served(group, MetricNames.WINDOW_RECALL_5, ListSums::recallAt5);
        served(group, MetricNames.WINDOW_RECALL_20, ListSums::recallAt20);
        served(group, MetricNames.WINDOW_MRR_20, ListSums::mrrAt20);
        group.gauge(MetricNames.WINDOW_RECALL_20_POPULARITY, (Gauge<Double>)
                () -> sums(QualitySlice.ALL).control().recallAt20());
        group.gauge(MetricNames.WINDOW_MRR_20_POPULARITY, (Gauge<Double>)
                () -> sums(QualitySlice.ALL).control().mrrAt20());
        for (InteractionType type : InteractionType.values()) {
            part(group, QualitySlice.TYPE, type.name().toLowerCase(Locale.ROOT));
        }
        part(group, QualitySlice.ITEM, QualitySlice.KNOWN);
        part(group, QualitySlice.ITEM, QualitySlice.NEW);
        for (Source source : Source.values()) {
            part(group, QualitySlice.SOURCE, source.code());
        }
    }

    private void served(MetricGroup group, String name, ToDoubleFunction<ListSums> figure) {
        group.gauge(name, (Gauge<Double>)
                () -> figure.applyAsDouble(sums(QualitySlice.ALL).served()));
    }

    private void part(MetricGroup group, String by, String value) {
        String prefix = by.equals(QualitySlice.SOURCE)
                ? MetricNames.WINDOW_RECALL_FROM_PREFIX
                : MetricNames.WINDOW_RECALL_PREFIX;
        group.gauge(MetricNames.of(prefix, value), (Gauge<Double>)
                () -> sums(by + value).served().recallAt20());
    }

    private QualitySums sums(String slice) {
        return newest.byValue().getOrDefault(slice, QualitySums.NONE);
    }

    /** @param closed windows, oldest first */
    void closed(List<QualityWindow> closed) {
        if (closed.isEmpty()) {
            return;
        }
        long endMs = closed.get(closed.size() - 1).endMs();
        List<QualityWindow> last =
                closed.stream().filter(window -> window.endMs() == endMs).toList();
        QualitySlice most = last.stream()
                .filter(window -> window.slice().by().equals(QualitySlice.ALL))
                .max(SHOWN_FIRST.thenComparing(window -> window.sums().served().tests()))
                .map(QualityWindow::slice)
                .orElseThrow();
        Map<String, QualitySums> byValue = new HashMap<>();
        for (QualityWindow window : last) {
            if (window.slice().whole().equals(most)) {
                byValue.put(keyOf(window.slice()), window.sums());
            }
        }
        newest = new Shown(most.model().version(), byValue);
    }

    private static String keyOf(QualitySlice slice) {
        return slice.by().equals(QualitySlice.ALL) ? QualitySlice.ALL : slice.by() + slice.value();
    }
}
