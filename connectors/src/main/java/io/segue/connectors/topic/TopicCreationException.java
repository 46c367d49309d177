package io.segue.connectors.topic;

/** The broker refused to create or show a topic. */
public final class TopicCreationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TopicCreationException(String message, Throwable cause) {
        super(message, cause);
    }
}
