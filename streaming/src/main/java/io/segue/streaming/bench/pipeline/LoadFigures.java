package io.segue.streaming.bench.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.Histogram;

/**
 * What a load at a fixed rate saw.
 *
 * @param latencyMs from when an event was due to be published to when its answer was read, by a consumer outside
 * @param loadAverage of the machine at the end of it
 */
public record LoadFigures(double eventsPerSecond, Histogram latencyMs, double loadAverage) {
    private static final double P50 = 50;
    private static final double P90 = 90;
    private static final double P99 = 99;
    private static final double P999 = 99.9;

    void writeTo(ObjectNode json) {
        json.put("eventsPerSecond", eventsPerSecond);
        json.put("count", latencyMs.getTotalCount());
        json.put("p50", latencyMs.getValueAtPercentile(P50));
        json.put("p90", latencyMs.getValueAtPercentile(P90));
        json.put("p99", latencyMs.getValueAtPercentile(P99));
        json.put("p999", latencyMs.getValueAtPercentile(P999));
        json.put("max", latencyMs.getMaxValue());
        json.put("loadAverageAfter", loadAverage);
    }

    @Override
    public String toString() {
        return "p50 %,d ms, p90 %,d ms, p99 %,d ms, p99.9 %,d ms, at most %,d ms, at %,.0f events/s (%,d of them)"
                .formatted(
                        latencyMs.getValueAtPercentile(P50),
                        latencyMs.getValueAtPercentile(P90),
                        latencyMs.getValueAtPercentile(P99),
                        latencyMs.getValueAtPercentile(P999),
                        latencyMs.getMaxValue(),
                        eventsPerSecond,
                        latencyMs.getTotalCount());
    }
}
