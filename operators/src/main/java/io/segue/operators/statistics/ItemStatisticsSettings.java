package io.segue.operators.statistics;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.live.HalfLives;
import java.io.Serializable;
import java.time.Duration;

/**
 * How items are counted.
 *
 * @param popularity event times after which an event weighs half
 * @param emitInterval how often changed items are announced
 * @param ttl processing time after which an item without events is forgotten
 */
public record ItemStatisticsSettings(HalfLives popularity, Duration emitInterval, Duration ttl)
        implements Serializable {
    public static final String EMIT_INTERVAL = "segue.live.emit.interval";
    public static final String TTL = "segue.live.items.ttl";

    public ItemStatisticsSettings {
        require(
                emitInterval.toMillis() >= 10 && emitInterval.toHours() <= 1,
                EMIT_INTERVAL,
                emitInterval,
                "within [10 ms, 1 h]");
        require(ttl.toMillis() >= 1_000 && ttl.toDays() <= 3_650, TTL, ttl, "within [1 s, 3650 d]");
    }
}
