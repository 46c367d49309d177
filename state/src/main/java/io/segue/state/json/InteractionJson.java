package io.segue.state.json;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Instant;

/** Reads the records of {@code segue.clicks}, {@code segue.views} and {@code segue.purchases} ({@code event.schema.json}). */
public final class InteractionJson {
    private final RecordLimits limits;

    public InteractionJson(RecordLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads one event.
     *
     * @param nowMs our clock, epoch milliseconds: an event from further ahead than the allowance is not valid
     */
    public Interaction parse(byte[] value, InteractionType type, Origin origin, long nowMs)
            throws InvalidRecordException {
        JsonRecord json = JsonRecord.parse(value, limits.recordBytesMax());
        String userId = json.id("userId");
        String itemId = json.id("itemId");
        long timestampMs = json.timestampMs("timestamp");
        checkTimestamp(timestampMs, nowMs);
        json.checkOptional("context", JsonNodeType.OBJECT, "an object");
        json.checkOptional("price", JsonNodeType.NUMBER, "a number");
        json.checkOptional("quantity", JsonNodeType.NUMBER, "a number");
        return new Interaction(
                json.optionalId("eventId").orElseGet(origin::eventId),
                userId,
                itemId,
                type,
                timestampMs,
                json.optionalId("sessionId").orElse(""),
                origin.publishedAtMs());
    }

    private void checkTimestamp(long timestampMs, long nowMs) throws InvalidRecordException {
        if (timestampMs < RecordLimits.EARLIEST_TIMESTAMP_MS) {
            throw new InvalidRecordException(
                    DeadLetterError.TIMESTAMP_TOO_OLD,
                    "timestamp is " + Instant.ofEpochMilli(timestampMs)
                            + ", before the year 2000; it must be in milliseconds");
        }
        if (timestampMs - nowMs > limits.futureAllowance().toMillis()) {
            throw new InvalidRecordException(
                    DeadLetterError.TIMESTAMP_IN_FUTURE,
                    "timestamp is " + Instant.ofEpochMilli(timestampMs) + ", more than "
                            + limits.futureAllowance().toSeconds() + " s ahead of " + Instant.ofEpochMilli(nowMs));
        }
    }
}
