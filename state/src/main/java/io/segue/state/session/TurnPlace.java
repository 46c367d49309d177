package io.segue.state.session;

/**
 * Where an interaction stands among those of its user, in the order in which they were taken into sessions. Grows with each
 * of them, whatever their event times are and whatever sessions they name.
 *
 * @param newestTimestampMs event time of the user's newest interaction up to this one, epoch milliseconds; never falls
 * @param eventsCount interactions since the user was last idle, this one included; begins anew only where the time has grown
 */
public record TurnPlace(long newestTimestampMs, int eventsCount) {
    /** Before every other one. */
    public static final TurnPlace NONE = new TurnPlace(Long.MIN_VALUE, 0);

    public boolean isBefore(TurnPlace other) {
        return newestTimestampMs == other.newestTimestampMs
                ? eventsCount < other.eventsCount
                : newestTimestampMs < other.newestTimestampMs;
    }
}
