package io.segue.connectors.topic;

/** How large records may be, from the largest event that a topic takes to the dead letter that carries it on. */
public final class TopicSizes {
    /**
     * Kafka's own default, named because dead letters depend on it: far above the limit of a valid record, so that one
     * that is too large arrives and is dead-lettered instead of failing at its producer, unseen by us.
     */
    public static final int EVENT_BYTES_MAX = 1_048_588;

    /** Bytes of an original value that a dead letter carries; the rest is cut. Holds whatever Java clients may send. */
    public static final int DEAD_LETTER_VALUE_BYTES_MAX = 1_048_588;
    /** Bytes of an original key that a dead letter carries; the rest is cut. */
    public static final int DEAD_LETTER_KEY_BYTES_MAX = 64 * 1024;
    /** What the producer of dead letters may send: value, key and headers, with room to spare. */
    public static final int DEAD_LETTER_REQUEST_BYTES_MAX = 2 * 1024 * 1024;
    /** What the topic of dead letters takes: the above, and the overhead of a batch. */
    public static final int DEAD_LETTER_BYTES_MAX = DEAD_LETTER_REQUEST_BYTES_MAX + 64 * 1024;

    private TopicSizes() {}
}
