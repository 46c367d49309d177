package io.segue.models.vocabulary;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The items that a model knows, in the order of their rows, and what becomes of the others: row {@code size + hash
 * modulo buckets}. The mapping happens on the CPU, so no unknown id ever reaches a device.
 */
public final class Vocabulary {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final List<String> itemIds;
    private final Map<String, Integer> rows;

    /**
     * A vocabulary.
     *
     * @throws IllegalArgumentException if an id comes twice or is empty
     */
    public Vocabulary(List<String> itemIds) {
        this.itemIds = List.copyOf(itemIds);
        this.rows = new HashMap<>(itemIds.size() * 4 / 3 + 1);
        for (String itemId : this.itemIds) {
            Integer before = rows.putIfAbsent(itemId, rows.size());
            if (before != null || itemId.isEmpty()) {
                throw new IllegalArgumentException(
                        itemId.isEmpty() ? "an item id is empty" : "item '" + itemId + "' is there more than once");
            }
        }
    }

    /** With more items, in rows behind the others. */
    public Vocabulary plus(List<String> more) {
        return new Vocabulary(Stream.concat(itemIds.stream(), more.stream()).toList());
    }

    public int size() {
        return itemIds.size();
    }

    public List<String> itemIds() {
        return itemIds;
    }

    public String itemId(int row) {
        return itemIds.get(row);
    }

    public boolean contains(String itemId) {
        return rows.containsKey(itemId);
    }

    /** The row of a known item, or -1. */
    public int row(String itemId) {
        return rows.getOrDefault(itemId, -1);
    }

    /** The row that an input reads: a known item's own, else that of its bucket. */
    public int rowOrBucket(String itemId, int buckets) {
        int row = row(itemId);
        return row >= 0 ? row : size() + bucket(itemId, buckets);
    }

    /**
     * The bucket of an unknown item: 64-bit FNV-1a over its UTF-8 bytes, finished with the mixer of MurmurHash3,
     * modulo the number of buckets. Part of every trained model: never change it.
     */
    static int bucket(String itemId, int buckets) {
        long hash = FNV_OFFSET;
        for (byte octet : itemId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (int) Math.floorMod(hash, (long) buckets);
    }
}
