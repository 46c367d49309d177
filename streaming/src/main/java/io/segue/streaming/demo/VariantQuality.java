package io.segue.streaming.demo;

import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How good the lists of each variant were, by stretches of event time that do not overlap. */
final class VariantQuality {
    private VariantQuality() {}

    /**
     * By the beginning of the stretch, epoch milliseconds, and by variant.
     *
     * @param windows of all slices, in the order in which they were written: a later one replaces an earlier
     * @param by which slices count, as {@link QualitySlice#ALL}
     * @param value of them
     */
    static TreeMap<Long, Map<String, QualitySums>> of(List<QualityWindow> windows, String by, String value) {
        Map<List<Object>, QualityWindow> newest = new HashMap<>();
        for (QualityWindow window : windows) {
            QualitySlice slice = window.slice();
            boolean isNext = window.startMs() % (window.endMs() - window.startMs()) == 0;
            if (isNext && slice.by().equals(by) && slice.value().equals(value)) {
                newest.put(List.of(window.startMs(), slice), window);
            }
        }
        TreeMap<Long, Map<String, QualitySums>> quality = new TreeMap<>();
        for (QualityWindow window : newest.values()) {
            quality.computeIfAbsent(window.startMs(), start -> new HashMap<>())
                    .merge(window.slice().model().variant(), window.sums(), QualitySums::plus);
        }
        return quality;
    }
}
