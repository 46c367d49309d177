package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

import java.util.Map;

/**
 * A pointer to a model bundle, never the weights.
 *
 * @param uri where the bundle lies
 * @param sha256 of the bundle's manifest, which holds the hashes of all its files
 * @param trainedUntilMs event time of the newest event that the model has seen, epoch milliseconds
 * @param gate what the gate found, as words
 * @param createdAtMs when the version was made, epoch milliseconds; the same in all its records
 * @param reason why it is in this state, in words; empty where nobody said
 * @param supersededBy of a retired champion, the version that took its place; empty where none did
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
        long createdAtMs,
        Lineage lineage,
        String reason,
        String supersededBy)
        implements ModelRecord {

    public Release {
        require(!name.isEmpty(), "name", name, "non-empty");
        require(!version.isEmpty(), "version", version, "non-empty");
        metrics = Map.copyOf(metrics);
        gate = Map.copyOf(gate);
    }

    /** A release that says neither where it comes from nor why it is in its state. */
    public Release(
            String name,
            String version,
            ReleaseState state,
            String uri,
            String sha256,
            long trainedUntilMs,
            Map<String, Double> metrics,
            Map<String, String> gate,
            long createdAtMs) {
        this(name, version, state, uri, sha256, trainedUntilMs, metrics, gate, createdAtMs, Lineage.UNKNOWN, "", "");
    }

    public boolean isChampion() {
        return state == ReleaseState.CHAMPION;
    }

    /** Whether it is champion, or was until another version took its place. */
    public boolean hasServed() {
        return isChampion() || !supersededBy.isEmpty();
    }

    public Release withLineage(Lineage other) {
        return new Release(
                name,
                version,
                state,
                uri,
                sha256,
                trainedUntilMs,
                metrics,
                gate,
                createdAtMs,
                other,
                reason,
                supersededBy);
    }

    /** The same version in another state, for this reason. */
    public Release in(ReleaseState other, String why) {
        return standing(other, why, "");
    }

    /** This champion, after another version has taken its place. */
    Release supersededBy(Release champion) {
        return standing(ReleaseState.RETIRED, "superseded by " + champion.version(), champion.version());
    }

    private Release standing(ReleaseState other, String why, String successor) {
        return new Release(
                name, version, other, uri, sha256, trainedUntilMs, metrics, gate, createdAtMs, lineage, why, successor);
    }
}
