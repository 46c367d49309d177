package io.segue.connectors.replay;

/** A record did not reach its topic. */
public final class PublishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PublishException(String topic, Throwable cause) {
        super("cannot publish to topic '" + topic + "': " + cause.getMessage(), cause);
    }
}
