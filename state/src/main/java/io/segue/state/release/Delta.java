package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

/**
 * A pointer to what a version has learned since its release: the numbers that moved, with the values that they have now,
 * so that a later delta may come over an earlier one, but never over a gap.
 *
 * @param version whose weights it changes
 * @param number counts the deltas of the version, from 1
 * @param from the delta after which it begins: all that moved since then is in it. 0 for the release itself, which makes
 *     it complete without the deltas before
 * @param uri of the file
 * @param sha256 of the file
 * @param learnedUntilMs event time of the newest event in it, epoch milliseconds
 * @param createdAtMs epoch milliseconds
 */
public record Delta(
        String name,
        String version,
        int number,
        int from,
        String uri,
        String sha256,
        long learnedUntilMs,
        long createdAtMs)
        implements ModelRecord {
    /**
     * Every so many deltas of a version one is complete. Records have keys by number modulo this, so that a compacted topic
     * keeps a complete one and all after it.
     */
    public static final int COMPLETE_EVERY = 16;

    public Delta {
        require(!name.isEmpty(), "name", name, "non-empty");
        require(!version.isEmpty(), "version", version, "non-empty");
        require(number >= 1, "number", number, "at least 1");
        require(from >= 0 && from < number, "from", from, "within [0, " + number + ")");
    }

    /** Whether it can be applied to the release with no delta before it. */
    public boolean isComplete() {
        return from == 0;
    }
}
