package io.segue.models.vocabulary;

import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of content that a model knows, in the order of their rows, and what becomes of the others: each slot has
 * some rows behind them, which unknown values share by hash. Values read {@code slot:value}. Last come the rows of the
 * items' vectors, one for each of their values: what stands there is a projection, and a vector is the weights of its
 * rows. A vector of another length than these is not read.
 */
public final class ContentVocabulary {
    /** Of a model that reads no content. */
    public static final ContentVocabulary NONE = new ContentVocabulary(List.of(), 0, 0);

    private final List<String> values;
    private final Map<String, Integer> rows;
    private final int bucketsPerSlot;
    private final int vectorLength;

    /**
     * A vocabulary of content.
     *
     * @param bucketsPerSlot rows for the unknown values of each slot; 0 to read no content at all
     * @param vectorLength of the items' vectors, 0 to read none
     * @throws IllegalArgumentException if a value comes twice
     */
    public ContentVocabulary(List<String> values, int bucketsPerSlot, int vectorLength) {
        this.values = List.copyOf(values);
        this.bucketsPerSlot = bucketsPerSlot;
        this.vectorLength = vectorLength;
        this.rows = new HashMap<>(values.size() * 4 / 3 + 1);
        for (String value : this.values) {
            if (rows.putIfAbsent(value, rows.size()) != null) {
                throw new IllegalArgumentException("content value '" + value + "' is there more than once");
            }
        }
    }

    /**
     * The values that at least {@code supportMin} of the contents have, the most frequent first; vectors of the length
     * that most of them have, of several such lengths the smallest.
     *
     * @param contents of the items to be learned
     */
    public static ContentVocabulary of(Iterable<ItemContent> contents, int supportMin, int bucketsPerSlot) {
        Map<String, Integer> counts = new HashMap<>();
        int[] lengths = new int[ItemVector.VALUES_MAX + 1];
        for (ItemContent content : contents) {
            lengths[content.vector().length()]++;
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
        return new ContentVocabulary(known, bucketsPerSlot, mostFrequentLength(lengths));
    }

    private static int mostFrequentLength(int[] counts) {
        int best = 0;
        for (int length = 1; length < counts.length; length++) {
            if (counts[length] > (best == 0 ? 0 : counts[best])) {
                best = length;
            }
        }
        return best;
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

    /** Length of the vectors that are read, 0 where none are. */
    public int vectorLength() {
        return vectorLength;
    }

    /** Whether there is a vector that is not read, for its length. */
    public boolean ignoresVectorOf(ItemContent content) {
        return !content.vector().isEmpty() && content.vector().length() != vectorLength;
    }

    /** Rows of the content table: the known values, the buckets of every slot, the values of a vector. */
    public int rowsCount() {
        return rowsCount(values.size(), bucketsPerSlot, vectorLength);
    }

    /** The same, of a vocabulary of this size. */
    public static int rowsCount(int values, int bucketsPerSlot, int vectorLength) {
        return bucketsPerSlot == 0 ? 0 : values + ContentSlot.values().length * bucketsPerSlot + vectorLength;
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
        for (ContentSlot slot : ContentSlot.values()) {
            List<String> present = slot.values(content);
            for (String value : present) {
                found.add(row(slot, value));
                weights.add(slot == ContentSlot.TITLE ? 1.0 / present.size() : 1);
            }
        }
        addVector(content.vector(), found, weights);
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        int[] rowsFound = new int[found.size()];
        float[] weightsFound = new float[found.size()];
        for (int i = 0; i < rowsFound.length; i++) {
            rowsFound[i] = found.get(i);
            weightsFound[i] = (float) (weights.get(i) / Math.sqrt(squares));
        }
        return new ContentRows(rowsFound, weightsFound);
    }

    /** A vector counts as one value does, however long it is. */
    private void addVector(ItemVector vector, List<Integer> found, List<Double> weights) {
        double squares = 0;
        for (int i = 0; i < vector.length(); i++) {
            squares += (double) vector.value(i) * vector.value(i);
        }
        if (vector.length() != vectorLength || squares == 0) {
            return;
        }
        int from = rowsCount() - vectorLength;
        for (int i = 0; i < vectorLength; i++) {
            found.add(from + i);
            weights.add(vector.value(i) / Math.sqrt(squares));
        }
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
