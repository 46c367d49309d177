package io.segue.state.json;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.item.Item;
import java.nio.charset.StandardCharsets;

/** Reads the records of {@code segue.items} ({@code item.schema.json}). */
public final class ItemJson {
    private final RecordLimits limits;

    public ItemJson(RecordLimits limits) {
        this.limits = limits;
    }

    public Item parse(byte[] value) throws InvalidRecordException {
        JsonRecord json = JsonRecord.parse(value, limits.recordBytesMax());
        Item item = new Item(json.id("itemId"), json.bool("available"));
        json.checkOptional("category", JsonNodeType.STRING, "a string");
        json.checkOptional("brand", JsonNodeType.STRING, "a string");
        json.checkOptional("title", JsonNodeType.STRING, "a string");
        json.checkOptional("price", JsonNodeType.NUMBER, "a number");
        json.checkOptionalNumbers("vector");
        return item;
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
