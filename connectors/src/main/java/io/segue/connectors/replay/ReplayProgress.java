package io.segue.connectors.replay;

import io.segue.state.interaction.InteractionType;
import java.util.Map;

/**
 * How far a replay has come.
 *
 * @param published events so far
 * @param publishedByType the same by type, each of which is a topic
 * @param eventTimeMs of the newest event so far, as published; 0 before the first
 */
public record ReplayProgress(long published, Map<InteractionType, Long> publishedByType, long eventTimeMs) {
    public ReplayProgress {
        publishedByType = Map.copyOf(publishedByType);
    }

    /** Told from time to time, and once at the end. */
    @FunctionalInterface
    public interface Listener {
        Listener SILENT = progress -> {};

        void onProgress(ReplayProgress progress);
    }
}
