package io.segue.models.vocabulary;

import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of content that a model knows, in the order of their rows, and what becomes of the others: each slot has
 * some rows behind them, which unknown values share by hash. Values read {@code slot:value}.
 */
public final class ContentVocabulary {
    /** Of a model that reads no content. */
    public static final ContentVocabulary NONE = new ContentVocabulary(List.of(), 0);

    private final List<String> values;
    private final Map<String, Integer> rows;
    private final int bucketsPerSlot;

    /**
     * A vocabulary of content.
     *
     * @param bucketsPerSlot rows for the unknown values of each slot; 0 to read no content at all
     * @throws IllegalArgumentException if a value comes twice
     */
    public ContentVocabulary(List<String> values, int bucketsPerSlot) {
        this.values = List.copyOf(values);
        this.bucketsPerSlot = bucketsPerSlot;
        this.rows = new HashMap<>(values.size() * 4 / 3 + 1);
        for (String value : this.values) {
            if (rows.putIfAbsent(value, rows.size()) != null) {
                throw new IllegalArgumentException("content value '" + value + "' is there more than once");
            }
        }
    }

    /**
     * The values that at least {@code supportMin} of the contents have, the most frequent first.
     *
     * @param contents of the items to be learned
     */
    public static ContentVocabulary of(Iterable<ItemContent> contents, int supportMin, int bucketsPerSlot) {
        Map<String, Integer> counts = new HashMap<>();
        for (ItemContent content : contents) {
            for (ContentSlot slot : ContentSlot.values()) {
                slot.values(content).forEach(value -> counts.merge(key(slot, value), 1, Integer::sum));
            }
        }
        List<String> known = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= supportMin)
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        return new ContentVocabulary(known, bucketsPerSlot);
    }

    private static String key(ContentSlot slot, String value) {
        return slot.name() + ":" + value;
    }

    public List<String> values() {
        return values;
    }

    public int bucketsPerSlot() {
        return bucketsPerSlot;
    }

    /** Rows of the content table: the known values, then the buckets of every slot. */
    public int rowsCount() {
        return bucketsPerSlot == 0 ? 0 : values.size() + ContentSlot.values().length * bucketsPerSlot;
    }

    /**
     * What stands for a content; empty where nothing is known of it, or where no content is read. The weights have unit
     * length: an item of which much is known takes no longer steps in training than one of which little is.
     */
    public ContentRows rows(ItemContent content) {
        if (bucketsPerSlot == 0 || content.isUnknown()) {
            return ContentRows.NONE;
        }
        List<Integer> found = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        double squares = 0;
        for (ContentSlot slot : ContentSlot.values()) {
            List<String> present = slot.values(content);
            for (String value : present) {
                double weight = slot == ContentSlot.TITLE ? 1.0 / present.size() : 1;
                found.add(row(slot, value));
                weights.add(weight);
                squares += weight * weight;
            }
        }
        int[] rowsFound = new int[found.size()];
        float[] weightsFound = new float[found.size()];
        for (int i = 0; i < rowsFound.length; i++) {
            rowsFound[i] = found.get(i);
            weightsFound[i] = (float) (weights.get(i) / Math.sqrt(squares));
        }
        return new ContentRows(rowsFound, weightsFound);
    }

    private int row(ContentSlot slot, String value) {
        String key = key(slot, value);
        Integer row = rows.get(key);
        if (row != null) {
            return row;
        }
        return values.size() + slot.ordinal() * bucketsPerSlot + Vocabulary.bucket(key, bucketsPerSlot);
    }
}
