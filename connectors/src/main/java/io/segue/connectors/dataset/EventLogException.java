package io.segue.connectors.dataset;

import org.jspecify.annotations.Nullable;

/** A log cannot be read, or not to its end. */
public final class EventLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventLogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
