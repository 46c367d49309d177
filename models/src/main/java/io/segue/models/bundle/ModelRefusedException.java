package io.segue.models.bundle;

/** A bundle that must not serve. The message names the file, what was found in it and what was expected. */
public class ModelRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelRefusedException(String message) {
        super(message);
    }

    public ModelRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
