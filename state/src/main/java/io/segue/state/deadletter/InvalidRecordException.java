package io.segue.state.deadletter;

/** A record breaks its contract. Thrown while parsing and caught where the record becomes a dead letter; has no stack trace. */
public final class InvalidRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final DeadLetterError error;

    public InvalidRecordException(DeadLetterError error, String reason) {
        super(reason, null, false, false);
        this.error = error;
    }

    public DeadLetterError error() {
        return error;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
