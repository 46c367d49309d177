package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

import java.util.Map;

/**
 * Where the bundle of a version lies.
 *
 * @param sha256 of the bundle's manifest
 */
public record ModelPointer(String version, String uri, String sha256) {
    public ModelPointer {
        require(!version.isEmpty(), "version", version, "non-empty");
        require(!uri.isEmpty(), "uri", uri, "non-empty");
        require(!sha256.isEmpty(), "sha256", sha256, "non-empty");
    }

    public static ModelPointer to(Release release) {
        return new ModelPointer(release.version(), release.uri(), release.sha256());
    }

    /** A release that says no more than the pointer does: what loads a model asks for one. */
    public Release asReleaseOf(String modelName) {
        return new Release(modelName, version, ReleaseState.CANDIDATE, uri, sha256, 0, Map.of(), Map.of(), 0);
    }
}
