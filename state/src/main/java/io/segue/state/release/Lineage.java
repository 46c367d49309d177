package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

import java.util.Map;

/**
 * Where a version of a model comes from.
 *
 * @param dataFromMs event time of the oldest event that it learned from, epoch milliseconds; -1 where that is not known
 * @param sessions that it learned from, 0 where that is not known
 * @param events that it learned from, 0 where that is not known
 * @param parentVersion from which its training went on; empty for one that began from nothing
 * @param gitRevision of the code that trained it; empty where that is not known
 * @param options of the training
 */
public record Lineage(
        long dataFromMs,
        long sessions,
        long events,
        String parentVersion,
        String gitRevision,
        Map<String, String> options) {
    public static final Lineage UNKNOWN = new Lineage(-1, 0, 0, "", "", Map.of());

    public Lineage {
        require(sessions >= 0, "sessions", sessions, "at least 0");
        require(events >= 0, "events", events, "at least 0");
        options = Map.copyOf(options);
    }
}
