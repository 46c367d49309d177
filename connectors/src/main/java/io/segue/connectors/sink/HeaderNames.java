package io.segue.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The Kafka headers of our records; every value is UTF-8 text, numbers in decimal. */
public final class HeaderNames {
    /** On a recommendation: when its trigger reached Kafka, epoch milliseconds. */
    public static final String PUBLISHED_AT = "segue-published-at";

    /** On a dead letter: the {@link io.segue.state.deadletter.DeadLetterError#code()}. */
    public static final String ERROR = "segue-error";
    /** On a dead letter: what is wrong, for people. */
    public static final String REASON = "segue-reason";

    public static final String SOURCE_TOPIC = "segue-source-topic";
    public static final String SOURCE_PARTITION = "segue-source-partition";
    public static final String SOURCE_OFFSET = "segue-source-offset";
    public static final String SOURCE_TIMESTAMP = "segue-source-timestamp";
    /** On a dead letter whose value was cut: how many bytes it had. */
    public static final String VALUE_BYTES = "segue-value-bytes";
    /** On a dead letter whose key was cut: how many bytes it had. */
    public static final String KEY_BYTES = "segue-key-bytes";

    private HeaderNames() {}

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    static void add(Headers headers, String name, long value) {
        add(headers, name, Long.toString(value));
    }

    /** The text of the last header with this name. */
    public static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    /** The number in the last header with this name; empty when there is none or it is no number. */
    public static Optional<Long> number(Headers headers, String name) {
        try {
            return text(headers, name).map(Long::valueOf);
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
