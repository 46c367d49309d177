package io.segue.state.interaction;

/** What a visitor did with an item. The topic of an event decides it. The order is part of state and of models: append only. */
public enum InteractionType {
    CLICK,
    VIEW,
    PURCHASE;

    private static final InteractionType[] ALL = values();

    /** The type with this {@link #ordinal()}. */
    public static InteractionType ofOrdinal(int ordinal) {
        return ALL[ordinal];
    }

    /** How many types there are: the size of the event type embedding. */
    public static int count() {
        return ALL.length;
    }
}
