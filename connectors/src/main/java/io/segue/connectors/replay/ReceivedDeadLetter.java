package io.segue.connectors.replay;

import io.segue.state.deadletter.Origin;

/**
 * A dead letter as read from its topic. Not meant to be compared.
 *
 * @param error the code of the {@link io.segue.state.deadletter.DeadLetterError}
 * @param origin where the record was that is not valid
 * @param key the original key, empty when it had none
 * @param value the original value, empty when it had none
 */
@SuppressWarnings("ArrayRecordComponent") // the original bytes, handed on untouched
public record ReceivedDeadLetter(
        String error, String reason, Origin origin, byte[] key, byte[] value, int partition, long offset) {}
