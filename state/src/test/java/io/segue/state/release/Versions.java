package io.segue.state.release;

import java.util.List;
import java.util.Map;

/** Releases of a model by the name of shop, and what is known of them. */
final class Versions {
    static final String SHOP = "shop";

    private Versions() {}

    static Release candidate(String version) {
        return of(SHOP, version, ReleaseState.CANDIDATE);
    }

    static Release champion(String version) {
        return of(SHOP, version, ReleaseState.CHAMPION);
    }

    static Release of(String name, String version, ReleaseState state) {
        return new Release(name, version, state, "/models/" + version, "ab".repeat(32), 0, Map.of(), Map.of(), 0);
    }

    static ReleaseHistory history(Release... records) {
        ReleaseHistory history = new ReleaseHistory();
        List.of(records).forEach(history::add);
        return history;
    }

    /** The version and state of each record, as {@code "v1 champion"}. */
    static List<String> told(List<Release> records) {
        return records.stream()
                .map(record -> record.version() + " " + record.state().code())
                .toList();
    }
}
