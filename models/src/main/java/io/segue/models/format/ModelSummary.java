package io.segue.models.format;

import java.nio.file.Path;
import java.util.Map;

/**
 * A bundle that was written: what a release says of it.
 *
 * @param sha256 of the manifest, which holds the hashes of all files
 * @param itemsCount items that the model can recommend
 * @param trainedUntilMs event time of the newest event that the model has seen, epoch milliseconds
 */
public record ModelSummary(
        String name,
        String version,
        Path bundle,
        String sha256,
        int itemsCount,
        int sessionsCount,
        long eventsCount,
        long trainedUntilMs,
        Map<String, Double> metrics) {
    public ModelSummary {
        metrics = Map.copyOf(metrics);
    }
}
