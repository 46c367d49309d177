package io.segue.state.prequential;

import io.segue.state.recommendation.ModelVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums tests into panes of one slide each, and panes into windows. A window is closed when event time has passed its end;
 * a test whose pane has been closed comes too late. Kept are the panes of one window: memory does
 * not grow with traffic, only with the number of versions that were tested within one window. Not thread safe.
 */
public final class SlidingQuality {
    /** What a champion is without what it has learned comes first: it says what the figures after it are worth. */
    private static final Comparator<QualitySlice> ORDER = Comparator.comparing(
                    (QualitySlice slice) -> !slice.model().variant().equals(ModelVersion.RELEASED))
            .thenComparing(slice -> slice.model().version())
            .thenComparing(slice -> slice.model().variant())
            .thenComparing(QualitySlice::shadow)
            .thenComparing(QualitySlice::by)
            .thenComparing(QualitySlice::value);

    private final long lengthMs;
    private final long slideMs;
    /** By their end. */
    private final TreeMap<Long, Map<QualitySlice, QualitySums>> panes = new TreeMap<>();

    private long closedUntilMs = Long.MIN_VALUE;

    public SlidingQuality(WindowSettings settings) {
        lengthMs = settings.length().toMillis();
        slideMs = settings.slide().toMillis();
    }

    /** Takes a test; not one that comes too late. */
    public boolean add(ListTest test) {
        long endMs = endOfPane(test.eventTimeMs());
        if (endMs <= closedUntilMs) {
            return false;
        }
        Map<QualitySlice, QualitySums> pane = panes.computeIfAbsent(endMs, any -> new HashMap<>());
        for (QualitySlice slice : QualitySlice.of(test)) {
            pane.merge(slice, QualitySums.NONE.plus(test), QualitySums::plus);
        }
        return true;
    }

    private long endOfPane(long eventTimeMs) {
        return floor(eventTimeMs) + slideMs;
    }

    /** Closes what event time has passed: the windows with tests, oldest first, the slices of each in order. */
    public List<QualityWindow> closeUntil(long watermarkMs) {
        List<QualityWindow> closed = new ArrayList<>();
        long untilMs = lastEndUntil(watermarkMs);
        while (!panes.isEmpty()) {
            long endMs = Math.max(closedUntilMs + slideMs, panes.firstKey());
            if (endMs > untilMs) {
                break;
            }
            closed.addAll(window(endMs));
            closedUntilMs = endMs;
            panes.headMap(endMs - lengthMs + slideMs, true).clear();
        }
        closedUntilMs = Math.max(closedUntilMs, untilMs);
        return closed;
    }

    private long lastEndUntil(long watermarkMs) {
        if (watermarkMs == Long.MAX_VALUE) {
            return panes.isEmpty() ? closedUntilMs : panes.lastKey();
        }
        return watermarkMs == Long.MIN_VALUE ? watermarkMs : floor(watermarkMs + 1);
    }

    private long floor(long timeMs) {
        return Math.floorDiv(timeMs, slideMs) * slideMs;
    }

    private List<QualityWindow> window(long endMs) {
        Map<QualitySlice, QualitySums> sums = new TreeMap<>(ORDER);
        for (Map<QualitySlice, QualitySums> pane :
                panes.subMap(endMs - lengthMs, false, endMs, true).values()) {
            pane.forEach((slice, part) -> sums.merge(slice, part, QualitySums::plus));
        }
        List<QualityWindow> windows = new ArrayList<>();
        sums.forEach((slice, sum) -> windows.add(
                new QualityWindow(endMs - lengthMs, endMs, slice, slice.isOfHits() ? ofAll(sum, sums, slice) : sum)));
        return windows;
    }

    private static QualitySums ofAll(QualitySums hits, Map<QualitySlice, QualitySums> sums, QualitySlice slice) {
        long tests = sums.getOrDefault(slice.whole(), QualitySums.NONE).served().tests();
        return new QualitySums(hits.served().outOf(tests), ListSums.NONE, ListSums.NONE, 0);
    }

    /** The panes, for a checkpoint: windows of one slide. */
    public List<QualityWindow> panes() {
        List<QualityWindow> all = new ArrayList<>();
        panes.forEach((endMs, pane) ->
                pane.forEach((slice, sums) -> all.add(new QualityWindow(endMs - slideMs, endMs, slice, sums))));
        return all;
    }

    /** Up to where windows have been closed. */
    public long closedUntilMs() {
        return closedUntilMs;
    }

    /** Goes on from a checkpoint. Panes of another slide go to the pane of this one in which they end. */
    public void restore(Collection<QualityWindow> saved, long savedClosedUntilMs) {
        closedUntilMs = savedClosedUntilMs == Long.MIN_VALUE ? savedClosedUntilMs : floor(savedClosedUntilMs);
        for (QualityWindow pane : saved) {
            panes.computeIfAbsent(endOfPane(pane.endMs() - 1), any -> new HashMap<>())
                    .merge(pane.slice(), pane.sums(), QualitySums::plus);
        }
    }
}
