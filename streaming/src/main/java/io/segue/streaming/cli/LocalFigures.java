package io.segue.streaming.cli;

import io.segue.state.MetricNames;
import io.segue.state.release.Release;
import io.segue.streaming.local.JobMetrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What {@code ./segue local} says of its jobs. */
final class LocalFigures {
    private LocalFigures() {}

    /** What answers, and how many releases came to that. */
    static String answering(JobMetrics metrics) throws IOException {
        boolean model = metrics.read("SessionScorer", MetricNames.MODEL_LOADED, JobMetrics.Aggregate.MIN)
                        .orElse(0)
                > 0;
        long served = Math.round(metrics.read("SessionScorer", MetricNames.RELEASES_SERVED, JobMetrics.Aggregate.MIN)
                .orElse(0));
        long refused = Math.round(metrics.read("SessionScorer", MetricNames.RELEASES_REFUSED, JobMetrics.Aggregate.MAX)
                .orElse(0));
        return "%s; releases taken %d, refused %d%s"
                .formatted(
                        model ? "a model answers" : "live counts answer",
                        served,
                        refused,
                        refused > 0 ? " (see the log)" : "");
    }

    /** How the rounds came out since the job was started. */
    static String rounds(JobMetrics metrics) throws IOException {
        Map<String, Double> trainer = metrics.read(
                "Trainer",
                List.of(
                        MetricNames.TRAINING,
                        MetricNames.ROUNDS_RELEASED,
                        MetricNames.ROUNDS_SKIPPED,
                        MetricNames.ROUNDS_FAILED),
                JobMetrics.Aggregate.SUM);
        long skipped = count(trainer, MetricNames.ROUNDS_SKIPPED);
        long failed = count(trainer, MetricNames.ROUNDS_FAILED);
        return "%s; rounds released %d, skipped %d, failed %d%s"
                .formatted(
                        count(trainer, MetricNames.TRAINING) > 0 ? "a round runs" : "waits for the next round",
                        count(trainer, MetricNames.ROUNDS_RELEASED),
                        skipped,
                        failed,
                        skipped + failed > 0 ? " (the log says why)" : "");
    }

    private static long count(Map<String, Double> values, String name) {
        return Math.round(values.getOrDefault(name, 0.0));
    }

    /** A record of a release, as it came. */
    static String of(Release release) {
        return "release    %s %s%s"
                .formatted(
                        release.version(),
                        release.state().code(),
                        release.reason().isEmpty() ? "" : ": " + release.reason());
    }
}
