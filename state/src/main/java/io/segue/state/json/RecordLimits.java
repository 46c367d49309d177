package io.segue.state.json;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a record may be at most.
 *
 * @param recordBytesMax size of a record's value
 * @param futureAllowance how far ahead of our clock an event may say it happened
 */
public record RecordLimits(int recordBytesMax, Duration futureAllowance) implements Serializable {
    public static final String RECORD_BYTES_MAX = "segue.input.record.bytes.max";
    public static final String FUTURE_ALLOWANCE = "segue.input.future.allowance";

    /** 1 January 2000, UTC: an earlier timestamp is a unit error. */
    public static final long EARLIEST_TIMESTAMP_MS = 946_684_800_000L;
    /** Characters of an id at most. */
    public static final int ID_CHARS_MAX = 256;

    public static final RecordLimits DEFAULT = new RecordLimits(64 * 1024, Duration.ofMinutes(5));

    public RecordLimits {
        require(
                recordBytesMax >= 256 && recordBytesMax <= 16 * 1024 * 1024,
                RECORD_BYTES_MAX,
                recordBytesMax,
                "within [256, 16777216]");
        require(
                !futureAllowance.isNegative() && futureAllowance.compareTo(Duration.ofDays(365)) <= 0,
                FUTURE_ALLOWANCE,
                futureAllowance,
                "within [0 s, 365 d]");
    }
}
