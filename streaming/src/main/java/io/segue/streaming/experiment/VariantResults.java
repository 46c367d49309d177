package io.segue.streaming.experiment;

import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Adds up windows that do not overlap, the newest first, by variant. */
public final class VariantResults {
    private static final Comparator<VariantResult> ORDER = Comparator.comparing(
                    (VariantResult result) -> !result.variant().equals(ModelVersion.CHAMPION))
            .thenComparing(VariantResult::shadow)
            .thenComparing(VariantResult::variant);

    private record Who(String variant, boolean shadow) {}

    private VariantResults() {}

    /**
     * The champion first, then the variants that answered, then the shadows.
     *
     * @param windows of all slices, in the order in which they were written: a later one replaces an earlier
     */
    public static List<VariantResult> of(List<QualityWindow> windows) {
        Map<List<Object>, QualityWindow> newest = new LinkedHashMap<>();
        for (QualityWindow window : windows) {
            if (window.slice().by().equals(QualitySlice.ALL)) {
                newest.put(List.of(window.startMs(), window.endMs(), window.slice()), window);
            }
        }
        List<QualityWindow> latestFirst = new ArrayList<>(newest.values());
        latestFirst.sort(Comparator.comparingLong(QualityWindow::endMs).reversed());
        Map<Who, VariantResult> results = new LinkedHashMap<>();
        long endMs = Long.MAX_VALUE;
        long startMs = Long.MAX_VALUE;
        for (QualityWindow window : latestFirst) {
            if (window.endMs() != endMs) {
                if (window.endMs() > startMs) {
                    continue;
                }
                endMs = window.endMs();
                startMs = window.startMs();
            }
            add(window, results);
        }
        return results.values().stream().sorted(ORDER).toList();
    }

    private static void add(QualityWindow window, Map<Who, VariantResult> results) {
        QualitySlice slice = window.slice();
        VariantResult before = results.computeIfAbsent(
                new Who(slice.model().variant(), slice.shadow()),
                who -> new VariantResult(who.variant(), who.shadow(), new TreeSet<>(), QualitySums.NONE));
        before.versions().add(slice.model().version());
        results.put(
                new Who(before.variant(), before.shadow()),
                new VariantResult(
                        before.variant(),
                        before.shadow(),
                        before.versions(),
                        before.sums().plus(window.sums())));
    }
}
