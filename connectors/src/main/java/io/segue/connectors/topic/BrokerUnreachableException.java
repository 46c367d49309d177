package io.segue.connectors.topic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No broker answers at the addresses given. */
public final class BrokerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerUnreachableException(String bootstrapServers, Duration timeout, @Nullable Throwable cause) {
        super("broker not reachable at " + bootstrapServers + " within " + text(timeout), cause);
    }

    private static String text(Duration timeout) {
        return timeout.toMillis() % 1_000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
    }
}
