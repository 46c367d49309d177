package io.segue.operators.neighbours;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.live.LiveSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * How successors are counted.
 *
 * @param modelName of the model whose training counts a new item begins with
 * @param ttl processing time after which an item that nothing followed is forgotten
 */
public record ItemNeighboursSettings(LiveSettings live, String modelName, Duration ttl) implements Serializable {
    public static final String TTL = "segue.live.successors.ttl";

    public ItemNeighboursSettings {
        require(ttl.toMillis() >= 1_000 && ttl.toDays() <= 3_650, TTL, ttl, "within [1 s, 3650 d]");
    }
}
