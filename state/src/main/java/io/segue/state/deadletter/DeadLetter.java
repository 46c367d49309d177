package io.segue.state.deadletter;

/**
 * A record that is not valid: its original bytes, why, and where it came from. Not meant to be compared.
 *
 * @param key the record's key as received, empty when it had none
 * @param value the record's value as received, empty when it had none
 */
@SuppressWarnings("ArrayRecordComponent") // the original bytes, handed on untouched
public record DeadLetter(byte[] key, byte[] value, DeadLetterError error, String reason, Origin origin) {
    /** Characters of a reason at most: it may quote the record, and must itself fit into a record and into state. */
    public static final int REASON_CHARS_MAX = 1_000;

    public DeadLetter {
        reason = reason.length() <= REASON_CHARS_MAX ? reason : reason.substring(0, REASON_CHARS_MAX);
    }
}
