package io.segue.operators.statistics;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * How items are counted.
 *
 * @param halfLife event time after which an event weighs half
 * @param emitInterval how often changed items are announced
 * @param ttl processing time after which an item without events is forgotten
 */
public record ItemStatisticsSettings(Duration halfLife, Duration emitInterval, Duration ttl) implements Serializable {
    public static final String HALF_LIFE = "segue.popularity.half-life";
    public static final String EMIT_INTERVAL = "segue.popularity.emit.interval";
    public static final String TTL = "segue.popularity.ttl";

    public ItemStatisticsSettings {
        require(
                halfLife.toMillis() >= 1_000 && halfLife.toDays() <= 3_650,
                HALF_LIFE,
                halfLife,
                "within [1 s, 3650 d]");
        require(
                emitInterval.toMillis() >= 10 && emitInterval.toHours() <= 1,
                EMIT_INTERVAL,
                emitInterval,
                "within [10 ms, 1 h]");
        require(ttl.toMillis() >= 1_000 && ttl.toDays() <= 3_650, TTL, ttl, "within [1 s, 3650 d]");
    }
}
