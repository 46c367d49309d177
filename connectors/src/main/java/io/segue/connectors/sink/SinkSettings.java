package io.segue.connectors.sink;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.topic.KafkaConnection;
import java.io.Serializable;
import java.time.Duration;

/**
 * How a job writes.
 *
 * @param transactionalIdPrefix starts the ids of the transactions of {@link Delivery#EXACT}: one for each job on a
 *     broker, and the same after an upgrade, or transactions left open are never ended
 * @param transactionTimeout after which the broker gives up on a transaction: must be more than a checkpoint interval
 *     and a restart together, and at most the broker's {@code transaction.max.timeout.ms}; a longer outage loses what
 *     the transaction held
 */
public record SinkSettings(
        KafkaConnection connection,
        Delivery delivery,
        String transactionalIdPrefix,
        Duration transactionTimeout,
        Compression compression)
        implements Serializable {
    public static final String TRANSACTIONAL_ID_PREFIX = "segue.kafka.transactional.id.prefix";
    public static final String TRANSACTION_TIMEOUT = "segue.kafka.transaction.timeout";

    private static final Duration TRANSACTION_TIMEOUT_DEFAULT = Duration.ofMinutes(15);

    public SinkSettings {
        require(
                delivery == Delivery.FAST || !transactionalIdPrefix.isBlank(),
                TRANSACTIONAL_ID_PREFIX,
                "'" + transactionalIdPrefix + "'",
                "non-empty for exact delivery");
        require(
                transactionTimeout.compareTo(Duration.ofSeconds(1)) >= 0 && transactionTimeout.toDays() <= 7,
                TRANSACTION_TIMEOUT,
                transactionTimeout,
                "within [1 s, 7 d]");
    }

    public static SinkSettings fast(String bootstrapServers) {
        return new SinkSettings(
                KafkaConnection.to(bootstrapServers), Delivery.FAST, "", TRANSACTION_TIMEOUT_DEFAULT, Compression.NONE);
    }

    public static SinkSettings exact(String bootstrapServers, String transactionalIdPrefix, Duration timeout) {
        return new SinkSettings(
                KafkaConnection.to(bootstrapServers), Delivery.EXACT, transactionalIdPrefix, timeout, Compression.NONE);
    }

    /** The same, in no transaction. */
    SinkSettings atLeastOnce() {
        return new SinkSettings(connection, Delivery.FAST, "", transactionTimeout, compression);
    }

    public SinkSettings withConnection(KafkaConnection other) {
        return new SinkSettings(other, delivery, transactionalIdPrefix, transactionTimeout, compression);
    }

    public SinkSettings withCompression(Compression other) {
        return new SinkSettings(connection, delivery, transactionalIdPrefix, transactionTimeout, other);
    }
}
