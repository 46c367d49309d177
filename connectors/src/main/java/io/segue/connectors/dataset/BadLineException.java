package io.segue.connectors.dataset;

/** A line is not an event. Caught where the line is passed over and reported; has no stack trace. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
