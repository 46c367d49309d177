package io.segue.streaming.demo;

import io.segue.state.MetricNames;
import io.segue.streaming.local.JobMetrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * As fast as the RetrainJob follows. At full speed an hour of the log passes in seconds: a training that takes a minute would
 * release a model that is half a day old, and what is learned between two trainings would come as late. So the replay stands
 * still while a round trains, and while the RetrainJob is some thousand events behind.
 */
final class RetrainPace implements Pace {
    private static final long BEHIND_MAX = 5_000;

    private final JobMetrics metrics;
    private volatile long consumed;
    private volatile boolean trains;

    RetrainPace(JobMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void look() throws IOException {
        Map<String, Double> guard = metrics.read("guard", List.of(MetricNames.CONSUMED), JobMetrics.Aggregate.SUM);
        consumed = Math.round(guard.getOrDefault(MetricNames.CONSUMED, 0.0));
        trains = metrics.read("Trainer", MetricNames.TRAINING, JobMetrics.Aggregate.MAX)
                        .orElse(0)
                > 0;
    }

    @Override
    public boolean holds(long sent) {
        return trains || sent - consumed >= BEHIND_MAX;
    }

    @Override
    public boolean hasSettled(long sent) {
        return !trains && consumed >= sent;
    }
}
