package io.segue.state.feature;

import io.segue.state.interaction.InteractionType;

/**
 * The context of one interaction as a model sees it: four small categories. The one feature function
 * {@link #of(InteractionType, long, long)} is used by serving, training and evaluation alike.
 *
 * @param type within [0, {@link InteractionType#count()})
 * @param hourOfDay in UTC, within [0, 24)
 * @param dayOfWeek in UTC, 0 is Monday, within [0, 7)
 * @param gapBin time since the session's preceding interaction, within [0, {@link #GAP_BINS}); 0 for the first one,
 *     else 1 + floor(log2(1 + seconds)), the last bin open-ended
 */
public record ContextFeatures(int type, int hourOfDay, int dayOfWeek, int gapBin) {
    /** Changes whenever the meaning of a feature does; a model of another version is refused. */
    public static final int SCHEMA_VERSION = 1;

    public static final int HOURS = 24;
    public static final int DAYS = 7;
    public static final int GAP_BINS = 16;

    /** In place of the preceding timestamp where an interaction opens its session. */
    public static final long NO_PRECEDING = Long.MIN_VALUE;

    private static final long MS_PER_SECOND = 1_000;
    private static final long MS_PER_HOUR = 3_600_000;
    private static final long MS_PER_DAY = HOURS * MS_PER_HOUR;
    /** 1 January 1970 was a Thursday. */
    private static final long EPOCH_DAY_OF_WEEK = 3;

    /**
     * The features of an interaction.
     *
     * @param timestampMs event time, epoch milliseconds
     * @param precedingTimestampMs event time of the session's preceding interaction, or {@link #NO_PRECEDING}
     */
    public static ContextFeatures of(InteractionType type, long timestampMs, long precedingTimestampMs) {
        int hourOfDay = (int) (Math.floorMod(timestampMs, MS_PER_DAY) / MS_PER_HOUR);
        int dayOfWeek = (int) Math.floorMod(Math.floorDiv(timestampMs, MS_PER_DAY) + EPOCH_DAY_OF_WEEK, (long) DAYS);
        return new ContextFeatures(type.ordinal(), hourOfDay, dayOfWeek, gapBin(timestampMs, precedingTimestampMs));
    }

    private static int gapBin(long timestampMs, long precedingTimestampMs) {
        if (precedingTimestampMs == NO_PRECEDING) {
            return 0;
        }
        long seconds = Math.max(0, timestampMs - precedingTimestampMs) / MS_PER_SECOND;
        int log2 = Long.SIZE - 1 - Long.numberOfLeadingZeros(1 + seconds);
        return Math.min(1 + log2, GAP_BINS - 1);
    }
}
