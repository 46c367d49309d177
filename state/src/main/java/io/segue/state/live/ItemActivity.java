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

    /**
     * With what was counted before. Where the two overlap in time the larger count stands, as neither says how much of
     * it is in the other: never less than either, and at most half of their sum is missing.
     *
     * @param untilMs event time up to which the past was counted
     */
    public ItemActivity withPast(ItemActivity past, long untilMs) {
        if (isNone() || past.isNone()) {
            return isNone() ? past : this;
        }
        return new ItemActivity(
                Math.min(firstSeenMs, past.firstSeenMs),
                Math.max(lastSeenMs, past.lastSeenMs),
                firstSeenMs > untilMs ? counts.plus(past.counts) : counts.max(past.counts));
    }

    public boolean isNone() {
        return lastSeenMs == Long.MIN_VALUE;
    }
}
