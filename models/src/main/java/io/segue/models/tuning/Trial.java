package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

/**
 * Settings that are tried.
 *
 * @param number from 1
 */
public record Trial<S>(int number, S settings) {
    /** The trial with the defaults, with which the others are compared. */
    public static final int DEFAULTS = 1;

    public Trial {
        require(number >= DEFAULTS, "number", number, "at least " + DEFAULTS);
    }

    boolean isDefaults() {
        return number == DEFAULTS;
    }
}
