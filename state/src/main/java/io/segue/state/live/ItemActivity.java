package io.segue.state.live;

/**
 * What happened to an item.
 *
 * @param firstSeenMs event time of its first interaction, epoch milliseconds
 * @param lastSeenMs event time of its newest interaction
 * @param counts its interactions
 */
public record ItemActivity(long firstSeenMs, long lastSeenMs, DecayedCounts counts) {
    /** Nothing yet. */
    public static final ItemActivity NONE = new ItemActivity(Long.MAX_VALUE, Long.MIN_VALUE, DecayedCounts.NONE);

    public ItemActivity plus(long timestampMs, HalfLives halfLives) {
        return new ItemActivity(
                Math.min(firstSeenMs, timestampMs),
                Math.max(lastSeenMs, timestampMs),
                counts.plus(timestampMs, halfLives));
    }

    public boolean isNone() {
        return lastSeenMs == Long.MIN_VALUE;
    }
}
