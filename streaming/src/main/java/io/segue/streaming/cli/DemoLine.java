package io.segue.streaming.cli;

import io.segue.streaming.demo.DemoData;
import io.segue.streaming.demo.LiveRun;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The line of a demo that goes on. */
final class DemoLine {
    /** Fewer tell nothing. */
    private static final int TESTS_MIN = 100;

    private static final int RATE_SECONDS_MIN = 3;

    private final DemoData data;

    @Nullable
    private final Duration duration;

    /** @param duration after which it ends; null for the end of the data */
    DemoLine(DemoData data, @Nullable Duration duration) {
        this.data = data;
        this.duration = duration;
    }

    String of(LiveRun.View view) {
        double seconds = Math.max(view.seconds(), 1e-3);
        String latency = view.heard() == 0
                ? "p50 - p99 -"
                : "p50 %d ms p99 %d ms"
                        .formatted(
                                view.latencyMs().getValueAtPercentile(50),
                                view.latencyMs().getValueAtPercentile(99));
        String recall = view.tests() < TESTS_MIN
                ? "Recall@20 lists - popularity -"
                : "Recall@20 lists %.3f popularity %.3f".formatted(view.recallGru(), view.recallPopularity());
        return "%,d events %,.0f/s  %,d answers %,.0f/s  %s  %s  %s"
                .formatted(
                        view.published(),
                        view.published() / seconds,
                        view.heard(),
                        view.heard() / seconds,
                        latency,
                        recall,
                        left(view));
    }

    /** What is left of the time, or of the log where its rate tells. */
    private String left(LiveRun.View view) {
        if (duration != null) {
            return Progress.clock(Math.max(0, duration.toSeconds() - (long) view.seconds())) + " left";
        }
        long count = data.liveCount();
        if (count < 0 || !data.speed().isMax() || view.seconds() < RATE_SECONDS_MIN) {
            return "";
        }
        double rate = Math.max(1, view.published()) / view.seconds();
        return Progress.clock((long) ((count - view.published()) / rate)) + " left";
    }
}
