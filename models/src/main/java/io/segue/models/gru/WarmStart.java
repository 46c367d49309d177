package io.segue.models.gru;

import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.ContentVocabulary;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a training begins that goes on from another one's end: rows of items and of content by what they stand for, all
 * else as it is. What the other one did not know begins as in a training from nothing, and what the data no longer have
 * is gone.
 *
 * @param rows by table, for each row the one of the start that it goes on from, -1 for none
 */
record WarmStart(LearnerStart start, Map<String, int[]> rows) {
    private static final int NEW = -1;

    /**
     * Fits a start to the items of a training.
     *
     * @throws IllegalArgumentException if it is of another network
     */
    static WarmStart of(LearnerStart start, GruShape shape, KnownItems items) {
        GruShape before = start.bundle().weights().shape();
        KnownItems known = start.bundle().known();
        Map<String, int[]> rows = new HashMap<>();
        int[] ofItems = ofItems(items.vocabulary(), known.vocabulary(), shape.oovBuckets());
        shape.tensors().forEach((name, dimensions) -> {
            int[] then = before.tensors().get(name);
            boolean isTable = GruShape.ITEM_TABLES.contains(name) || name.equals(GruShape.CONTENT);
            if (then == null || !Arrays.equals(width(dimensions, isTable), width(then, isTable))) {
                throw new IllegalArgumentException(
                        "version " + start.version() + " is of another network: tensor " + name
                                + " is " + (then == null ? "missing" : Arrays.toString(then)) + ", where "
                                + Arrays.toString(dimensions) + " goes on");
            }
            if (GruShape.ITEM_TABLES.contains(name)) {
                rows.put(name, Arrays.copyOf(ofItems, dimensions[0]));
            } else if (isTable) {
                rows.put(name, ofContent(items.content(), known.content()));
            }
        });
        if (before.oovBuckets() != shape.oovBuckets()) {
            throw new IllegalArgumentException("version " + start.version() + " has " + before.oovBuckets()
                    + " buckets for unknown items, where there are to be " + shape.oovBuckets());
        }
        return new WarmStart(start, rows);
    }

    /** What must be the same: of a table its width. */
    private static int[] width(int[] dimensions, boolean isTable) {
        return isTable ? Arrays.copyOfRange(dimensions, 1, dimensions.length) : dimensions;
    }

    private static int[] ofItems(Vocabulary now, Vocabulary then, int buckets) {
        int[] rows = new int[now.size() + buckets];
        for (int row = 0; row < now.size(); row++) {
            rows[row] = Math.max(NEW, then.row(now.itemId(row)));
        }
        for (int bucket = 0; bucket < buckets; bucket++) {
            rows[now.size() + bucket] = then.size() + bucket;
        }
        return rows;
    }

    /** Buckets and vectors only where there are as many. */
    private static int[] ofContent(ContentVocabulary now, ContentVocabulary then) {
        int[] rows = new int[now.rowsCount()];
        Arrays.fill(rows, NEW);
        Map<String, Integer> before = new HashMap<>();
        then.values().forEach(value -> before.put(value, before.size()));
        List<String> values = now.values();
        for (int row = 0; row < values.size(); row++) {
            rows[row] = before.getOrDefault(values.get(row), NEW);
        }
        int vectorsNow = now.rowsCount() - now.vectorLength();
        int vectorsThen = then.rowsCount() - then.vectorLength();
        if (now.bucketsPerSlot() == then.bucketsPerSlot()) {
            for (int row = values.size(); row < vectorsNow; row++) {
                rows[row] = then.values().size() + row - values.size();
            }
        }
        if (now.vectorLength() == then.vectorLength()) {
            for (int i = 0; i < now.vectorLength(); i++) {
                rows[vectorsNow + i] = vectorsThen + i;
            }
        }
        return rows;
    }

    /** Writes what is known over weights as they are at first. */
    void into(GruWeights weights) {
        for (Tensor tensor : weights.tensors()) {
            copy(tensor.name(), start.bundle().weights().values(tensor.name()), tensor.values());
        }
    }

    /** The optimizer's sums; empty where the start has none. */
    Optional<Adagrad.Sums> sums(GruShape shape) {
        if (start.sums().isEmpty()) {
            return Optional.empty();
        }
        Adagrad.Sums before = Adagrad.Sums.of(start.bundle().weights().shape(), start.sums());
        return Optional.of(new Adagrad.Sums(shape, moved(shape, before.squares()), moved(shape, before.moves())));
    }

    private Map<String, float[]> moved(GruShape shape, Map<String, float[]> before) {
        Map<String, float[]> after = new HashMap<>();
        shape.tensors().forEach((name, dimensions) -> {
            float[] from = Objects.requireNonNull(before.get(name), name);
            float[] to =
                    new float[from.length == 0 ? 0 : Arrays.stream(dimensions).reduce(1, (a, b) -> a * b)];
            copy(name, from, to);
            after.put(name, to);
        });
        return after;
    }

    private void copy(String name, float[] from, float[] to) {
        int[] table = rows.get(name);
        if (table == null) {
            System.arraycopy(from, 0, to, 0, to.length);
            return;
        }
        int width = table.length == 0 ? 0 : to.length / table.length;
        for (int row = 0; row < table.length; row++) {
            if (table[row] != NEW && width > 0) {
                System.arraycopy(from, table[row] * width, to, row * width, width);
            }
        }
    }
}
