package io.segue.connectors.replay;

import static io.segue.state.settings.Requirements.require;

/** Which event times a replayed event gets. */
public sealed interface EventTimes {
    /** Those of the log. */
    static EventTimes asRecorded() {
        return new Shifted(0);
    }

    /**
     * The log moved as a whole, gaps as they were. For a back-fill: {@code now - time of the newest event} makes the log
     * end now, at any speed.
     */
    static EventTimes shiftedByMs(long byMs) {
        return new Shifted(byMs);
    }

    /**
     * The moment at which the event is due by the speed, from the start of the replay on. At 60x the gaps shrink sixty
     * times: were they kept, events would soon come from the future, and the contract refuses those. Not for the speed
     * {@code max}, at which there is no time between events.
     */
    static EventTimes asPlayed() {
        return new Played();
    }

    /** @param dueMs when the event is due by the speed, epoch milliseconds; not after now */
    long timeOf(long recordedMs, long dueMs);

    /** Throws when these times and this speed make no sense together. */
    default void check(ReplaySpeed speed) {}

    /** See {@link #shiftedByMs}. */
    record Shifted(long byMs) implements EventTimes {
        @Override
        public long timeOf(long recordedMs, long dueMs) {
            return recordedMs + byMs;
        }
    }

    /** See {@link #asPlayed}. */
    record Played() implements EventTimes {
        @Override
        public long timeOf(long recordedMs, long dueMs) {
            return dueMs;
        }

        @Override
        public void check(ReplaySpeed speed) {
            require(
                    !speed.isMax(),
                    ReplaySpeed.SPEED,
                    speed,
                    "a factor when event times are those of the replay; at max shift the log as a whole");
        }
    }
}
