package io.segue.state.release;

import java.util.Locale;

/** The list that a {@link Variant} makes. The order is part of state: append only. */
public enum VariantList {
    /** The whole recommender: everybody's proposals, ranked. */
    RANKED,
    /** What the session model proposes, in its order. */
    MODEL,
    /** What was popular in about the last hour. */
    POPULARITY,
    /** What followed the items of the session, counted live. */
    SUCCESSORS;

    private static final VariantList[] ALL = values();

    public static VariantList ofOrdinal(int ordinal) {
        return ALL[ordinal];
    }

    /** As the contract has it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean needsModel() {
        return this == RANKED || this == MODEL;
    }
}
