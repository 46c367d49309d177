package io.segue.state.recommendation;

import java.util.Locale;

/** Who proposed an item. The order is part of state: append only. */
public enum Source {
    GRU,
    POPULARITY,
    /** Sessions of the training data that are like this one. */
    NEIGHBOURS,
    /** Items that followed those of the session, counted live. */
    SUCCESSORS,
    /** What the user did before, in this session or an earlier one. */
    HISTORY,
    /** New items that are shown to be tried out. */
    EXPLORATION;

    private static final Source[] ALL = values();

    private final String code = name().toLowerCase(Locale.ROOT);

    public static Source ofOrdinal(int ordinal) {
        return ALL[ordinal];
    }

    /** As consumers read it: {@code gru}, {@code popularity}. */
    public String code() {
        return code;
    }

    public static Source ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
