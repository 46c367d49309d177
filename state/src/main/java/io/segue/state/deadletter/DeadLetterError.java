package io.segue.state.deadletter;

import java.util.Locale;

/** The kinds of invalid records. Consumers match on {@link #code()}, people read the reason. */
public enum DeadLetterError {
    NOT_JSON,
    MISSING_FIELD,
    WRONG_TYPE,
    INVALID_VALUE,
    TOO_LARGE,
    CONTROL_CHARACTER,
    TIMESTAMP_TOO_OLD,
    TIMESTAMP_IN_FUTURE;

    /** For example {@code missing-field}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
