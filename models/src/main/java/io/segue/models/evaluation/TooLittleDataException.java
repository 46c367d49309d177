package io.segue.models.evaluation;

/** A log leaves too little to learn from or to judge on. The message has the counts, the caller knows the way out. */
public final class TooLittleDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLittleDataException(String message) {
        super(message);
    }
}
