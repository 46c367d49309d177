package io.segue.state.json;

import static io.segue.state.json.RecordLimits.ID_CHARS_MAX;

import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import java.nio.charset.StandardCharsets;

/**
 * Reads the records of {@code segue.items} ({@code item.schema.json}). Content that cannot be used does not make a dead
 * letter: the item comes without it, because its availability matters more.
 */
public final class ItemJson {
    /** Characters of a title that are kept. */
    public static final int TITLE_CHARS_MAX = 1_000;

    private final RecordLimits limits;

    public ItemJson(RecordLimits limits) {
        this.limits = limits;
    }

    public Item parse(byte[] value) throws InvalidRecordException {
        JsonRecord json = JsonRecord.parse(value, limits.recordBytesMax());
        String itemId = json.id("itemId");
        boolean available = json.bool("available");
        try {
            return new Item(itemId, available, content(json));
        } catch (InvalidRecordException malformed) {
            return Item.withMalformedContent(itemId, available);
        }
    }

    private static ItemContent content(JsonRecord json) throws InvalidRecordException {
        json.checkOptionalNumbers("vector");
        String title = json.optionalText("title");
        return new ItemContent(
                json.optionalText("category", ID_CHARS_MAX),
                json.optionalText("brand", ID_CHARS_MAX),
                json.optionalAmount("price"),
                title.length() <= TITLE_CHARS_MAX ? title : title.substring(0, TITLE_CHARS_MAX));
    }

    /** A tombstone: the key alone says which item is withdrawn. */
    public Item withdrawn(byte[] key) throws InvalidRecordException {
        String itemId = new String(key, StandardCharsets.UTF_8);
        if (itemId.isBlank()) {
            throw new InvalidRecordException(
                    DeadLetterError.MISSING_FIELD, "a tombstone must have the itemId as its key");
        }
        return new Item(JsonRecord.checkedId("the tombstone's key", itemId), false);
    }
}
