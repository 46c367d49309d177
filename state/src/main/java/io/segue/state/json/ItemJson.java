package io.segue.state.json;

import static io.segue.state.json.RecordLimits.ID_CHARS_MAX;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    /** An item under its key: compaction keeps the newest record of a key, so that must be the item's own. */
    public Item parse(byte[] key, byte[] value) throws InvalidRecordException {
        Item item = parse(value);
        if (!Arrays.equals(key, item.itemId().getBytes(StandardCharsets.UTF_8))) {
            throw new InvalidRecordException(
                    DeadLetterError.INVALID_VALUE,
                    "the key is '" + JsonRecord.excerpt(new String(key, StandardCharsets.UTF_8))
                            + "', but must be the itemId '" + JsonRecord.excerpt(item.itemId()) + "'");
        }
        return item;
    }

    /** An item that has no key. */
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

    /** What is wrong with the content of an item that comes without it; empty where nothing is. */
    public String contentFault(byte[] value) {
        try {
            content(JsonRecord.parse(value, limits.recordBytesMax()));
            return "";
        } catch (InvalidRecordException malformed) {
            return malformed.reason();
        }
    }

    private static ItemContent content(JsonRecord json) throws InvalidRecordException {
        String title = json.optionalText("title");
        return new ItemContent(
                json.optionalText("category", ID_CHARS_MAX),
                json.optionalText("brand", ID_CHARS_MAX),
                json.optionalAmount("price"),
                title.length() <= TITLE_CHARS_MAX ? title : title.substring(0, TITLE_CHARS_MAX),
                ItemVector.of(json.optionalFloats("vector", ItemVector.VALUES_MAX)));
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

    /** Writes an item as {@link #parse} reads it; content that is unknown is left out. */
    public static byte[] write(Item item) {
        ObjectNode json = JsonRecord.MAPPER.createObjectNode();
        json.put("itemId", item.itemId());
        json.put("available", item.available());
        ItemContent content = item.content();
        put(json, "category", content.category());
        put(json, "brand", content.brand());
        put(json, "title", content.title());
        if (content.hasPrice()) {
            json.put("price", content.price());
        }
        if (!content.vector().isEmpty()) {
            ArrayNode vector = json.putArray("vector");
            for (int i = 0; i < content.vector().length(); i++) {
                vector.add(content.vector().value(i));
            }
        }
        try {
            return JsonRecord.MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException treesAlwaysWrite) {
            throw new IllegalStateException(treesAlwaysWrite);
        }
    }

    private static void put(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }
}
