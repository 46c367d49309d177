package io.segue.state.settings;

/** The one form of an error about an option: its key, its value, and what was expected. */
public final class Requirements {
    private Requirements() {}

    /** Throws when {@code holds} is false; for example {@code "segue.bundle.size is 0, but must be within [1, 4096]"}. */
    public static void require(boolean holds, String key, Object value, String expected) {
        if (!holds) {
            throw new InvalidOptionException(key, String.valueOf(value), expected);
        }
    }
}
