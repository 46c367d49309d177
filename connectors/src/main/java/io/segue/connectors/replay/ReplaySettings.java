package io.segue.connectors.replay;

import static io.segue.state.settings.Requirements.require;

import java.time.Duration;

/**
 * How a log is played.
 *
 * @param progressInterval how often the listener is told
 */
public record ReplaySettings(ReplaySpeed speed, EventTimes eventTimes, Duration progressInterval) {
    public static final String PROGRESS_INTERVAL = "segue.replay.progress.interval";

    public ReplaySettings {
        eventTimes.check(speed);
        require(progressInterval.toMillis() >= 1, PROGRESS_INTERVAL, progressInterval, "at least 1 ms");
    }

    public static ReplaySettings of(ReplaySpeed speed, EventTimes eventTimes) {
        return new ReplaySettings(speed, eventTimes, Duration.ofSeconds(1));
    }
}
