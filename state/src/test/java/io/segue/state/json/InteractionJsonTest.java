package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionJsonTest {
    /** 22 November 2026, 10:15:30 UTC. */
    private static final long NOW = 1_795_342_530_000L;

    private static final Origin ORIGIN = new Origin("segue.views", 3, 90210, NOW + 7);

    private final InteractionJson json = new InteractionJson(RecordLimits.DEFAULT);

    @Nested
    class AValidEvent {
        @Test
        void isReadWithAllItsFields() throws Exception {
            assertThat(parse("""
                                    {"eventId": "e1", "userId": "ann", "itemId": "hat", "timestamp": 1795342530000,
                                     "sessionId": "s1", "context": {"device": "phone"}, "price": 19.9, "quantity": 2}
                                    """))
                    .isEqualTo(new Interaction("e1", "ann", "hat", InteractionType.VIEW, NOW, "s1", NOW + 7));
        }

        @Test
        void isNamedByItsPlaceWhenItHasNoId() throws Exception {
            assertThat(parse(event("1795342530000")).eventId()).isEqualTo("segue.views-3-90210");
        }

        @Test
        void mayLackEverythingOptionalOrHaveItNull() throws Exception {
            Interaction bare = parse(event("1795342530000"));

            assertThat(parse("""
                                    {"userId": "ann", "itemId": "hat", "timestamp": 1795342530000, "eventId": null,
                                     "sessionId": null, "context": null, "price": null, "quantity": null}
                                    """)).isEqualTo(bare);
            assertThat(bare.namesItsSession()).isFalse();
        }

        @Test
        void mayHaveFieldsThatWeDoNotKnow() throws Exception {
            assertThat(parse("""
                                    {"userId": "ann", "itemId": "hat", "timestamp": 1795342530000,
                                     "campaign": {"deep": [1, {"deeper": null}]}, "UserId": 7}
                                    """).userId()).isEqualTo("ann");
        }

        @ParameterizedTest
        @ValueSource(strings = {"42", "größe-Ü", "商品", "😀", " padded ", "a/b?c=d&e"})
        void mayHaveAnyTextAsId(String id) throws Exception {
            assertThat(parse("{\"userId\": \"%s\", \"itemId\": \"hat\", \"timestamp\": 1795342530000}".formatted(id))
                            .userId())
                    .isEqualTo(id);
        }

        @Test
        void mayHaveAnIdOf256Characters() throws Exception {
            assertThat(parse(eventOf("u".repeat(256))).userId()).hasSize(256);
        }
    }

    @Nested
    class ATimestamp {
        @ParameterizedTest
        @CsvSource({
            "2026-11-22T10:15:30Z, 1795342530000",
            "2026-11-22T11:15:30+01:00, 1795342530000",
            "2026-11-22T04:45:30.125-05:30, 1795342530125",
            "2026-11-22T10:15Z, 1795342500000",
            "2026-11-22T10:15:30.123999999Z, 1795342530123",
            "2000-01-01T00:00:00Z, 946684800000",
        })
        void mayBeIsoWithAnOffset(String iso, long timestampMs) throws Exception {
            assertThat(parse(event("\"" + iso + "\"")).timestampMs()).isEqualTo(timestampMs);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-11-22T10:15:30",
                    "2026-11-22",
                    "2026-11-22 10:15:30Z",
                    "2026-13-22T10:15:30Z",
                    "1795342530000",
                    "yesterday",
                    "",
                    "+999999999-12-31T23:59:59Z",
                })
        void mayNotBeOtherText(String text) {
            InvalidRecordException fault = faultOf(event("\"" + text + "\""));

            assertThat(fault.error()).isEqualTo(DeadLetterError.INVALID_VALUE);
            assertThat(fault.reason())
                    .isEqualTo("timestamp is '" + text
                            + "', but must be epoch milliseconds or ISO-8601 with an offset, as 2026-11-22T10:15:30Z");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1795342530000.0",
                    "1.79534253E12",
                    "true",
                    "[1795342530000]",
                    "{}",
                    "1e99",
                    "99999999999999999999"
                })
        void mustBeAnInteger(String value) {
            InvalidRecordException fault = faultOf(event(value));

            assertThat(fault.error()).isEqualTo(DeadLetterError.WRONG_TYPE);
            assertThat(fault.reason())
                    .startsWith("timestamp is a")
                    .endsWith("but must be epoch milliseconds or ISO-8601");
        }

        @Test
        void isNotBeforeTheYear2000() throws Exception {
            assertThat(parse(event("946684800000")).timestampMs()).isEqualTo(946_684_800_000L);

            InvalidRecordException fault = faultOf(event("946684799999"));
            assertThat(fault.error()).isEqualTo(DeadLetterError.TIMESTAMP_TOO_OLD);
            assertThat(fault.reason())
                    .isEqualTo(
                            "timestamp is 1999-12-31T23:59:59.999Z, before the year 2000; it must be in milliseconds");
        }

        @Test
        void isTooOldInSeconds() {
            InvalidRecordException fault = faultOf(event("1795342530"));

            assertThat(fault.error()).isEqualTo(DeadLetterError.TIMESTAMP_TOO_OLD);
            assertThat(fault.reason())
                    .isEqualTo(
                            "timestamp is 1970-01-21T18:42:22.530Z, before the year 2000; it must be in milliseconds");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-1", "-9223372036854775808"})
        void isTooOldFromTheEpochOn(String value) {
            assertThat(faultOf(event(value)).error()).isEqualTo(DeadLetterError.TIMESTAMP_TOO_OLD);
        }

        @Test
        void mayBeAheadOfOurClockByTheAllowance() throws Exception {
            long ahead = NOW + Duration.ofMinutes(5).toMillis();
            assertThat(parse(event("" + ahead)).timestampMs()).isEqualTo(ahead);

            InvalidRecordException fault = faultOf(event("" + (ahead + 1)));
            assertThat(fault.error()).isEqualTo(DeadLetterError.TIMESTAMP_IN_FUTURE);
            assertThat(fault.reason())
                    .isEqualTo("timestamp is 2026-11-22T10:20:30.001Z, more than 300 s ahead of 2026-11-22T10:15:30Z");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1795342530000000", "9223372036854775807"})
        void isInTheFutureInMicroseconds(String value) {
            assertThat(faultOf(event(value)).error()).isEqualTo(DeadLetterError.TIMESTAMP_IN_FUTURE);
        }
    }

    @Nested
    class ARecord {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        ``                                           | the record is not a JSON object but empty
                        ` `                                          | the record is not a JSON object but empty
                        `[{"userId": "ann"}]`                        | the record is not a JSON object but an array
                        `"ann"`                                      | the record is not a JSON object but a string
                        `7`                                          | the record is not a JSON object but a number
                        `true`                                       | the record is not a JSON object but a boolean
                        `null`                                       | the record is not a JSON object but null
                        """)
        void isOneJsonObjectAndNothingElse(String value, String reason) {
            InvalidRecordException fault = faultOf(value);

            assertThat(fault.error()).isEqualTo(DeadLetterError.NOT_JSON);
            assertThat(fault.reason()).isEqualTo(reason);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                        `{"userId": "ann"`                    | line 1, column 17: Unexpected end-of-input
                        `{"userId": "ann`                     | line 1, column 16: Unexpected end-of-input in VALUE_STRING
                        `userId=ann&itemId=hat`               | line 1, column 1: Unrecognized token 'userId'
                        `{'userId': 'ann'}`                   | line 1, column 2: Unexpected character (''' (code 39))
                        `{"userId": "ann",}`                  | line 1, column 18: Unexpected character ('}' (code 125))
                        `{"userId": "ann"} {"userId": "bob"}` | line 1, column 19: Something stands behind the object
                        `{"userId": "ann"} x`                 | line 1, column 19: Unrecognized token 'x'
                        `{"userId": "ann", "userId": "bob"}`  | line 1, column 27: Duplicate field 'userId'
                        `{"x": {"y": 1, "y": 2}}`             | line 1, column 19: Duplicate field 'y'
                        `{"price": NaN}`                      | line 1, column 14: Non-standard token 'NaN'
                        `{"a": [1}`                           | line 1, column 9: Unexpected close marker '}'
                        `{"a": "\t"}`                         | line 1, column 8: Illegal unquoted character ((CTRL-CHAR, code 9))
                        `{\n  "userId" 7}`                    | line 2, column 12: Unexpected character ('7' (code 55))
                        """)
        void saysInShortWhereItIsNotJson(String value, String reason) {
            InvalidRecordException fault = faultOf(value);

            assertThat(fault.error()).isEqualTo(DeadLetterError.NOT_JSON);
            assertThat(fault.reason()).isEqualTo("the record is not JSON at " + reason);
        }

        @Test
        void isNotNestedDeeperThanAnyoneNeeds() {
            assertThat(faultOf("{\"a\":".repeat(1_001)).reason())
                    .startsWith("the record is not JSON")
                    .endsWith(": Document nesting depth (1001) exceeds the maximum allowed (1000)");
        }

        @ParameterizedTest
        @ValueSource(ints = {0xff, 0xc0, 0x80, 0xed})
        void isUtf8(int octet) {
            byte[] value = event("1795342530000").getBytes(UTF_8);
            value[12] = (byte) octet; // the first character of the userId

            assertThat(faultOf(value).error()).isEqualTo(DeadLetterError.NOT_JSON);
        }

        @Test
        void mayHave64KiB() throws Exception {
            String padding = event("1795342530000");
            String full = padding + " ".repeat(64 * 1024 - padding.length());
            assertThat(parse(full).userId()).isEqualTo("ann");

            InvalidRecordException fault = faultOf(full + " ");
            assertThat(fault.error()).isEqualTo(DeadLetterError.TOO_LARGE);
            assertThat(fault.reason()).isEqualTo("the record has 65537 bytes, but may have at most 65536");
        }

        @Test
        void isSizedInBytesNotInCharacters() {
            String wide = eventOf("ann").replace("}", ", \"x\": \"" + "ü".repeat(33_000) + "\"}");

            assertThat(faultOf(wide).error()).isEqualTo(DeadLetterError.TOO_LARGE);
        }

        @Test
        void mayNotBeNestedForEver() {
            String deep = "[".repeat(5_000) + "]".repeat(5_000);

            InvalidRecordException fault = faultOf(eventOf("ann").replace("}", ", \"x\": %s}".formatted(deep)));

            assertThat(fault.error()).isEqualTo(DeadLetterError.NOT_JSON);
            assertThat(fault.reason()).contains("nesting depth");
        }

        @Test
        void isQuotedInItsReasonOnlyInPart() {
            InvalidRecordException fault = faultOf(event("\"" + "very ".repeat(1_000) + "\""));

            assertThat(fault.reason())
                    .hasSizeLessThan(300)
                    .contains("very very")
                    .contains("...");
        }

        @Test
        void putsNoControlCharactersIntoItsReason() {
            assertThat(faultOf(event("\"a\\r\\nb\"")).reason()).startsWith("timestamp is 'a??b'");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    missing-field     | `{"itemId": "hat", "timestamp": 1795342530000}`                   | userId is missing
                    missing-field     | `{"userId": null, "itemId": "hat", "timestamp": 1795342530000}`   | userId is missing
                    missing-field     | `{"userId": "ann", "timestamp": 1795342530000}`                   | itemId is missing
                    missing-field     | `{"userId": "ann", "itemId": "hat"}`                              | timestamp is missing
                    missing-field     | `{"userId": "ann", "itemId": "hat", "timestamp": null}`           | timestamp is missing
                    missing-field     | `{}`                                                              | userId is missing
                    wrong-type        | `{"userId": 17, "itemId": "hat", "timestamp": 1795342530000}`     | userId is a number (17), but must be a string
                    wrong-type        | `{"userId": "ann", "itemId": ["hat"], "timestamp": 1795342530000}`| itemId is an array (["hat"]), but must be a string
                    wrong-type        | `{"userId": {}, "itemId": "hat", "timestamp": 1795342530000}`     | userId is an object ({}), but must be a string
                    wrong-type        | `{"userId": false, "itemId": "hat", "timestamp": 1795342530000}`  | userId is a boolean (false), but must be a string
                    invalid-value     | `{"userId": "", "itemId": "hat", "timestamp": 1795342530000}`     | userId has 0 characters, but must have 1 to 256
                    invalid-value     | `{"userId": "ann", "itemId": "   ", "timestamp": 1795342530000}`  | itemId has 0 characters, but must have 1 to 256
                    control-character | `{"userId": "a\\u0000n", "itemId": "hat", "timestamp": 1795342530000}` | userId has the control character U+0000 at position 1
                    control-character | `{"userId": "ann\\n", "itemId": "hat", "timestamp": 1795342530000}`    | userId has the control character U+000A at position 3
                    control-character | `{"userId": "ann", "itemId": "\\u0085hat", "timestamp": 1795342530000}`| itemId has the control character U+0085 at position 0
                    """)
    void saysWhatIsWrongWithAMandatoryField(String error, String value, String reason) {
        InvalidRecordException fault = faultOf(value);

        assertThat(fault.error().code()).isEqualTo(error);
        assertThat(fault.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    wrong-type        | `"eventId": 7`        | eventId is a number (7), but must be a string
                    invalid-value     | `"eventId": ""`       | eventId has 0 characters, but must have 1 to 256
                    wrong-type        | `"sessionId": 7`      | sessionId is a number (7), but must be a string
                    invalid-value     | `"sessionId": " "`    | sessionId has 0 characters, but must have 1 to 256
                    control-character | `"sessionId": "a\\tb"`| sessionId has the control character U+0009 at position 1
                    wrong-type        | `"context": "phone"`  | context is a string ("phone"), but must be an object
                    wrong-type        | `"price": "19.90"`    | price is a string ("19.90"), but must be a number
                    wrong-type        | `"quantity": true`    | quantity is a boolean (true), but must be a number
                    """)
    void saysWhatIsWrongWithAnOptionalField(String error, String field, String reason) {
        InvalidRecordException fault = faultOf(eventOf("ann").replace("}", ", " + field + "}"));

        assertThat(fault.error().code()).isEqualTo(error);
        assertThat(fault.reason()).isEqualTo(reason);
    }

    @Test
    void countsWhiteSpaceInTheLengthOfAnId() {
        InvalidRecordException fault = faultOf(eventOf(" " + "u".repeat(255) + " "));

        assertThat(fault.error()).isEqualTo(DeadLetterError.INVALID_VALUE);
        assertThat(fault.reason()).isEqualTo("userId has 257 characters, but must have 1 to 256");
    }

    @Test
    void takesItsLimitsFromItsSettings() throws Exception {
        InteractionJson strict = new InteractionJson(new RecordLimits(256, Duration.ZERO));
        byte[] now = event("" + NOW).getBytes(UTF_8);
        byte[] ahead = event("" + (NOW + 1)).getBytes(UTF_8);

        assertThat(strict.parse(now, InteractionType.CLICK, ORIGIN, NOW).type()).isEqualTo(InteractionType.CLICK);
        assertThat(catchThrowableOfType(
                                InvalidRecordException.class,
                                () -> strict.parse(ahead, InteractionType.CLICK, ORIGIN, NOW))
                        .error())
                .isEqualTo(DeadLetterError.TIMESTAMP_IN_FUTURE);
        assertThat(catchThrowableOfType(
                                InvalidRecordException.class,
                                () -> strict.parse(new byte[257], InteractionType.CLICK, ORIGIN, NOW))
                        .error())
                .isEqualTo(DeadLetterError.TOO_LARGE);
    }

    @Test
    void costsNoStackTraceToRefuse() {
        assertThat(faultOf("[]").getStackTrace()).isEmpty();
    }

    private static String event(String timestamp) {
        return "{\"userId\": \"ann\", \"itemId\": \"hat\", \"timestamp\": " + timestamp + "}";
    }

    private static String eventOf(String userId) {
        return "{\"userId\": \"" + userId + "\", \"itemId\": \"hat\", \"timestamp\": 1795342530000}";
    }

    private Interaction parse(String value) throws InvalidRecordException {
        return json.parse(value.getBytes(UTF_8), InteractionType.VIEW, ORIGIN, NOW);
    }

    private InvalidRecordException faultOf(String value) {
        return faultOf(value.getBytes(UTF_8));
    }

    private InvalidRecordException faultOf(byte[] value) {
        InvalidRecordException fault = catchThrowableOfType(
                InvalidRecordException.class, () -> json.parse(value, InteractionType.VIEW, ORIGIN, NOW));
        assertThat(fault).as("the record is refused").isNotNull();
        return fault;
    }
}
