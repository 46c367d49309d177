package io.segue.streaming.bench.pipeline;

import static io.segue.state.settings.Requirements.require;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * A load at a fixed rate after the drains, at which latency is measured.
 *
 * @param eventsPerSecond empty for half of what was drained
 * @param duration of what is measured
 */
public record LoadSettings(OptionalDouble eventsPerSecond, Duration duration) {
    private static final double EVENTS_PER_SECOND_MAX = 1_000_000;
    private static final String HALF = "half";

    public LoadSettings {
        double rate = eventsPerSecond.orElse(1);
        require(rate >= 1 && rate <= EVENTS_PER_SECOND_MAX, "--rate", rate, "half, or events/s within [1, 1000000]");
        require(duration.toSeconds() >= 1 && duration.toHours() < 1, "--rate-for", duration, "within [1s, 1h)");
    }

    /** @param rate a number of events per second, or {@code half} of what was drained */
    public static LoadSettings of(String rate, Duration duration) {
        if (rate.equals(HALF)) {
            return new LoadSettings(OptionalDouble.empty(), duration);
        }
        require(rate.matches("\\d+(\\.\\d+)?"), "--rate", rate, "half, or events/s within [1, 1000000]");
        return new LoadSettings(OptionalDouble.of(Double.parseDouble(rate)), duration);
    }

    double rate(double drained) {
        return Math.max(1, eventsPerSecond.orElse(drained / 2));
    }
}
