package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemJsonTest {
    private static final ItemContent HAT =
            new ItemContent("head.hats", "Acme", 19.9, "A hat, größe 5", ItemVector.of(1, -0.5f, 1000, 0.1f));

    private final ItemJson json = new ItemJson(RecordLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"itemId\": \"hat\", \"available\": true}",
                "{\"itemId\": \"hat\", \"available\": true, \"vector\": null, \"title\": null, \"price\": null}",
                "{\"itemId\": \"hat\", \"available\": true, \"vector\": [], \"title\": \"\", \"price\": 0, \"x\": 1}",
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
                    not-json          | `[]`                                                   | the record is not a JSON object but an array
                    """)
    void saysWhatIsWrong(String error, String value, String reason) {
        InvalidRecordException fault =
                catchThrowableOfType(InvalidRecordException.class, () -> json.parse(value.getBytes(UTF_8)));

        assertThat(fault.error().code()).isEqualTo(error);
        assertThat(fault.reason()).isEqualTo(reason);
    }

    @Test
    void readsContent() throws Exception {
        String whole = "{\"itemId\": \"hat\", \"available\": false, \"category\": \"head.hats\", \"brand\": \"Acme\","
                + " \"price\": 19.9, \"title\": \"A hat, größe 5\", \"vector\": [1, -0.5, 1e3, 0.1]}";
        String part = "{\"itemId\": \"hat\", \"available\": true, \"category\": null, \"price\": 7}";

        assertThat(json.parse(whole.getBytes(UTF_8))).isEqualTo(new Item("hat", false, HAT));
        assertThat(json.parse(part.getBytes(UTF_8))).isEqualTo(new Item("hat", true, new ItemContent("", "", 7, "")));
    }

    @Test
    void keepsTheBeginningOfALongTitle() throws Exception {
        String value = "{\"itemId\": \"hat\", \"available\": true, \"title\": \"" + "t".repeat(20_000) + "\"}";

        assertThat(json.parse(value.getBytes(UTF_8)).content().title()).isEqualTo("t".repeat(ItemJson.TITLE_CHARS_MAX));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"category\": 1",
                "\"brand\": []",
                "\"title\": {}",
                "\"price\": \"1\"",
                "\"price\": -0.01",
                "\"price\": 1e999",
                "\"vector\": 1",
                "\"vector\": [1, null]",
                "\"vector\": [1, \"2\"]",
                "\"vector\": [[1]]",
                "\"vector\": [1, 1e39], \"brand\": \"Acme\"",
                "\"category\": 7, \"brand\": \"Acme\", \"price\": 3"
            })
    void takesAnItemWithoutTheContentThatCannotBeUsed(String content) throws Exception {
        String value = "{\"itemId\": \"hat\", \"available\": false, " + content + "}";

        assertThat(json.parse(value.getBytes(UTF_8))).isEqualTo(Item.withMalformedContent("hat", false));
    }

    @Test
    void takesAnItemWithoutAVectorThatIsTooLong() throws Exception {
        String value = "{\"itemId\": \"hat\", \"available\": true, \"vector\": [%s]}";

        assertThat(json.parse(value.formatted("1" + ", 1".repeat(1_024)).getBytes(UTF_8)))
                .isEqualTo(Item.withMalformedContent("hat", true));
        assertThat(json.parse(value.formatted("1" + ", 1".repeat(1_023)).getBytes(UTF_8))
                        .content()
                        .vector()
                        .length())
                .isEqualTo(1_024);
    }

    @Test
    void writesWhatItReads() throws Exception {
        Item hat = new Item("hat", true, HAT);

        assertThat(json.parse(ItemJson.write(hat))).isEqualTo(hat);
    }

    @Test
    void takesAnItemWithoutACategoryThatIsNoName() throws Exception {
        String value = "{\"itemId\": \"hat\", \"available\": true, \"category\": \"" + "c".repeat(257) + "\"}";

        assertThat(json.parse(value.getBytes(UTF_8))).isEqualTo(Item.withMalformedContent("hat", true));
    }

    @Test
    void needsTheItemIdAsItsKeyWhereItHasOne() throws Exception {
        byte[] hat = "{\"itemId\": \"hüt\", \"available\": true}".getBytes(UTF_8);

        assertThat(json.parse("hüt".getBytes(UTF_8), hat)).isEqualTo(new Item("hüt", true));

        InvalidRecordException fault =
                catchThrowableOfType(InvalidRecordException.class, () -> json.parse("boots\n".getBytes(UTF_8), hat));
        assertThat(fault.error()).isEqualTo(DeadLetterError.INVALID_VALUE);
        assertThat(fault.reason()).isEqualTo("the key is 'boots?', but must be the itemId 'hüt'");
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
