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
        requireLinger(LINGER, linger);
    }

    /** The same with a linger that another option gives. */
    public BundleSettings withLinger(String key, Duration otherLinger) {
        requireLinger(key, otherLinger);
        return new BundleSettings(sizeMax, otherLinger);
    }

    private static void requireLinger(String key, Duration linger) {
        require(linger.toMillis() >= 1 && linger.toMillis() <= 10_000, key, linger, "within [1 ms, 10 s]");
    }
}
