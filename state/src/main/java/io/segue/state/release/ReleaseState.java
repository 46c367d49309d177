package io.segue.state.release;

import java.util.Locale;

/** The life of a version of a model, see {@link Succession}: only a rejected one never serves again. */
public enum ReleaseState {
    CANDIDATE,
    CHAMPION,
    REJECTED,
    RETIRED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
