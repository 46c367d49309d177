package io.segue.streaming.bench.pipeline;

import io.segue.state.settings.InvalidOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * About how much a run leaves on the disk of its broker before it ends, so that one that cannot fit is refused before it
 * begins: the broker keeps the events, and the answers of every drain, of the peer
 * and of the ceiling's loop too.
 */
public record DiskNeed(PipelineSettings settings, int drains, long bytes) {
    private static final long MIB = 1 << 20;
    private static final long EVENT_BYTES = 300;
    private static final long ANSWER_BYTES = 4_000;

    /** @param peer drains as often as we do */
    public static DiskNeed of(PipelineSettings settings, boolean peer) {
        int ofJob = settings.warmUps() + settings.repetitions() + 1;
        int ofCeiling = settings.repetitions() + 1;
        int drains = ofJob + ofCeiling + (peer ? settings.repetitions() : 0);
        return new DiskNeed(settings, drains, settings.events() * (EVENT_BYTES + drains * ANSWER_BYTES));
    }

    /** Refuses what does not fit beside what is there. */
    public void requireIn(Path folder) throws IOException {
        requireWithin(Files.getFileStore(folder).getUsableSpace());
    }

    void requireWithin(long freeBytes) {
        if (bytes > freeBytes) {
            throw new InvalidOptionException(
                    "--events",
                    String.valueOf(settings.events()),
                    "fewer: %,d events of %d bytes and the answers of %d drains of %,d bytes each take about %,d MiB, and %,d MiB are free"
                            .formatted(
                                    settings.events(),
                                    EVENT_BYTES,
                                    drains,
                                    ANSWER_BYTES,
                                    bytes / MIB,
                                    freeBytes / MIB));
        }
    }
}
