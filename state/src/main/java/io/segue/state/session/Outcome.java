package io.segue.state.session;

import java.util.Locale;

/**
 * What becomes of a record that was consumed. Every one gets exactly one outcome:
 * {@code consumed = answered + late + duplicate + deadLettered + suppressed}.
 */
public enum Outcome {
    ANSWERED,
    /** Too far behind both the stream and its own user. */
    LATE,
    /** Its event id was seen before. */
    DUPLICATE,
    /** Not a valid record. */
    DEAD_LETTERED,
    /** Its session has more interactions than a person makes. */
    SUPPRESSED;

    /** In camelCase, as metrics and figures name it: {@code deadLettered}. */
    public String code() {
        return this == DEAD_LETTERED ? "deadLettered" : name().toLowerCase(Locale.ROOT);
    }
}
