package io.segue.state.release;

/** A release must not get the state that was asked for. The message says why. */
public final class ReleaseRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public ReleaseRefusedException(String message) {
        super(message);
    }
}
