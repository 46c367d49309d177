package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.item.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemJsonTest {
    private final ItemJson json = new ItemJson(RecordLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"itemId\": \"hat\", \"available\": true}",
                "{\"itemId\": \"hat\", \"available\": true, \"vector\": null, \"title\": null, \"price\": null}",
                "{\"itemId\": \"hat\", \"available\": true, \"vector\": [], \"title\": \"\", \"price\": -1, \"x\": 1}",
                "{\"itemId\": \"hat\", \"available\": true, \"vector\": [1, -0.5, 1e3], \"brand\": \"b\"}",
            })
    void readsIdAndAvailability(String value) throws Exception {
        assertThat(json.parse(value.getBytes(UTF_8))).isEqualTo(new Item("hat", true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    missing-field     | `{"available": true}`                                  | itemId is missing
                    missing-field     | `{"itemId": "hat"}`                                    | available is missing
                    missing-field     | `{"itemId": "hat", "available": null}`                 | available is missing
                    wrong-type        | `{"itemId": "hat", "available": "true"}`               | available is a string ("true"), but must be true or false
                    wrong-type        | `{"itemId": "hat", "available": 1}`                    | available is a number (1), but must be true or false
                    wrong-type        | `{"itemId": 7, "available": true}`                     | itemId is a number (7), but must be a string
                    invalid-value     | `{"itemId": "", "available": true}`                    | itemId has 0 characters, but must have 1 to 256
                    control-character | `{"itemId": "h\\u007fat", "available": true}`          | itemId has the control character U+007F at position 1
                    wrong-type        | `{"itemId": "hat", "available": true, "category": 1}`  | category is a number (1), but must be a string
                    wrong-type        | `{"itemId": "hat", "available": true, "brand": []}`    | brand is an array ([]), but must be a string
                    wrong-type        | `{"itemId": "hat", "available": true, "title": {}}`    | title is an object ({}), but must be a string
                    wrong-type        | `{"itemId": "hat", "available": true, "price": "1"}`   | price is a string ("1"), but must be a number
                    wrong-type        | `{"itemId": "hat", "available": true, "vector": 1}`    | vector is a number (1), but must be an array of numbers
                    wrong-type        | `{"itemId": "hat", "available": true, "vector": [1, null]}` | vector is null (null), but must be an array of numbers
                    not-json          | `[]`                                                   | the record is not a JSON object but an array
                    """)
    void saysWhatIsWrong(String error, String value, String reason) {
        InvalidRecordException fault =
                catchThrowableOfType(InvalidRecordException.class, () -> json.parse(value.getBytes(UTF_8)));

        assertThat(fault.error().code()).isEqualTo(error);
        assertThat(fault.reason()).isEqualTo(reason);
    }

    @Test
    void readsATombstoneAsAnItemThatIsNotAvailable() throws Exception {
        assertThat(json.withdrawn("größe-商品".getBytes(UTF_8))).isEqualTo(new Item("größe-商品", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void needsTheKeyOfATombstone(String key) {
        InvalidRecordException fault =
                catchThrowableOfType(InvalidRecordException.class, () -> json.withdrawn(key.getBytes(UTF_8)));

        assertThat(fault.error()).isEqualTo(DeadLetterError.MISSING_FIELD);
        assertThat(fault.reason()).isEqualTo("a tombstone must have the itemId as its key");
    }

    @Test
    void holdsTheKeyOfATombstoneToTheRulesOfAnId() {
        InvalidRecordException tooLong = catchThrowableOfType(
                InvalidRecordException.class,
                () -> json.withdrawn("h".repeat(257).getBytes(UTF_8)));
        assertThat(tooLong.error()).isEqualTo(DeadLetterError.INVALID_VALUE);
        assertThat(tooLong.reason()).isEqualTo("the tombstone's key has 257 characters, but must have 1 to 256");

        InvalidRecordException broken =
                catchThrowableOfType(InvalidRecordException.class, () -> json.withdrawn("hat\n".getBytes(UTF_8)));
        assertThat(broken.error()).isEqualTo(DeadLetterError.CONTROL_CHARACTER);
    }
}
