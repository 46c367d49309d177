package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

import java.util.Map;

/**
 * A pointer to a model bundle, never the weights.
 *
 * @param uri where the bundle lies
 * @param sha256 of the bundle's manifest, which holds the hashes of all its files
 * @param trainedUntilMs event time of the newest event that the model has seen, epoch milliseconds
 */
public record Release(
        String name,
        String version,
        ReleaseState state,
        String uri,
        String sha256,
        long trainedUntilMs,
        Map<String, Double> metrics,
        Map<String, String> gate,
        long createdAtMs) {

    public Release {
        require(!name.isEmpty(), "name", name, "non-empty");
        require(!version.isEmpty(), "version", version, "non-empty");
        metrics = Map.copyOf(metrics);
        gate = Map.copyOf(gate);
    }
}
