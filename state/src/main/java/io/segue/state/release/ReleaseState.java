package io.segue.state.release;

import java.util.Locale;

/** The life of a model: a candidate becomes champion or is rejected; a champion retires. */
public enum ReleaseState {
    CANDIDATE,
    CHAMPION,
    REJECTED,
    RETIRED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
