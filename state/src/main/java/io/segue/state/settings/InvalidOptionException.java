package io.segue.state.settings;

/** An option that cannot be used. The message names key, value and expected value. */
public final class InvalidOptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidOptionException(String key, String value, String expected) {
        super(key + " is " + value + ", but must be " + expected);
    }
}
