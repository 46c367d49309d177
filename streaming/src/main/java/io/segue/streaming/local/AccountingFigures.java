package io.segue.streaming.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.MetricNames;
import io.segue.state.session.Outcome;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of every record that a job consumed, as its metrics say. */
public record AccountingFigures(
        long consumed, long answered, long late, long duplicate, long deadLettered, long suppressed) {
    public static final AccountingFigures NONE = new AccountingFigures(0, 0, 0, 0, 0, 0);

    /** Reads the figures of a running job. */
    public static AccountingFigures read(JobMetrics metrics) throws IOException {
        Map<String, Double> values = new HashMap<>(metrics.read(
                "guard",
                List.of(MetricNames.CONSUMED, MetricNames.of(Outcome.DEAD_LETTERED)),
                JobMetrics.Aggregate.SUM));
        values.putAll(metrics.read(
                "SessionScorer",
                List.of(
                        MetricNames.of(Outcome.LATE),
                        MetricNames.of(Outcome.DUPLICATE),
                        MetricNames.of(Outcome.SUPPRESSED)),
                JobMetrics.Aggregate.SUM));
        values.putAll(metrics.read("Ranker", List.of(MetricNames.of(Outcome.ANSWERED)), JobMetrics.Aggregate.SUM));
        return new AccountingFigures(
                of(values, MetricNames.CONSUMED),
                of(values, MetricNames.of(Outcome.ANSWERED)),
                of(values, MetricNames.of(Outcome.LATE)),
                of(values, MetricNames.of(Outcome.DUPLICATE)),
                of(values, MetricNames.of(Outcome.DEAD_LETTERED)),
                of(values, MetricNames.of(Outcome.SUPPRESSED)));
    }

    /** Records whose outcome is known. */
    public long decided() {
        return answered + late + duplicate + deadLettered + suppressed;
    }

    /** Whether nothing is under way and nothing was lost. */
    public boolean balances() {
        return consumed == decided();
    }

    public void writeTo(ObjectNode json) {
        json.put("consumed", consumed);
        json.put("answered", answered);
        json.put("late", late);
        json.put("duplicate", duplicate);
        json.put("deadLettered", deadLettered);
        json.put("suppressed", suppressed);
    }

    private static long of(Map<String, Double> values, String name) {
        return Math.round(values.getOrDefault(name, 0.0));
    }
}
