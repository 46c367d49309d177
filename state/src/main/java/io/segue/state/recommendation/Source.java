package io.segue.state.recommendation;

import java.util.Locale;

/** Who proposed an item. The order is part of state: append only. */
public enum Source {
    GRU,
    POPULARITY;

    private static final Source[] ALL = values();

    public static Source ofOrdinal(int ordinal) {
        return ALL[ordinal];
    }

    /** As consumers read it: {@code gru}, {@code popularity}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Source ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
