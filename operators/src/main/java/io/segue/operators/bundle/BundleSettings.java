package io.segue.operators.bundle;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a bundle is worked on: at so many events, or when its first event has waited so long.
 *
 * @param sizeMax events in a bundle
 * @param linger how long the first event waits at most
 */
public record BundleSettings(int sizeMax, Duration linger) implements Serializable {
    public static final String SIZE_MAX = "segue.bundle.size.max";
    public static final String LINGER = "segue.bundle.linger";

    public BundleSettings {
        require(sizeMax >= 1 && sizeMax <= 4_096, SIZE_MAX, sizeMax, "within [1, 4096]");
        require(linger.toMillis() >= 1 && linger.toMillis() <= 10_000, LINGER, linger, "within [1 ms, 10 s]");
    }
}
