package io.segue.models.evaluation;

/** A contender could not be trained or judged, for the reason that the cause says. */
public final class ContenderFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContenderFailedException(String contender, RuntimeException cause) {
        super("cannot train " + contender + ": " + cause.getMessage(), cause);
    }
}
