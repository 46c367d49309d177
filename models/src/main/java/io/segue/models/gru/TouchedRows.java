package io.segue.models.gru;

import io.segue.models.delta.TableRows;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.tensor.Tensor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rows of each table that moved since some moment. */
final class TouchedRows {
    private final int firstNewRow;
    private GruShape shape;
    private final Map<String, BitSet> rows = new HashMap<>();

    /** None of these weights. */
    TouchedRows(GruShape shape) {
        this.firstNewRow = shape.itemsCount();
        this.shape = shape;
    }

    /** Notes a piece of a tensor. */
    void add(String tensor, int from, int length) {
        if (GruShape.TABLES.contains(tensor)) {
            int width = shape.width(tensor);
            of(tensor).set(from / width, (from + length) / width);
        }
    }

    /** Notes what a delta holds; the weights have its items already. */
    void add(WeightsDelta delta) {
        for (TableRows table : delta.tables()) {
            for (int row : table.rows()) {
                of(table.table()).set(row);
            }
        }
    }

    /** The weights have more items now, all of whose rows are new. Rows of buckets go behind them. */
    void grow(GruShape larger) {
        int before = shape.itemsCount();
        int after = larger.itemsCount();
        for (String table : GruShape.ITEM_TABLES) {
            if (!larger.tensors().containsKey(table)) {
                continue;
            }
            BitSet buckets = of(table).get(before, Math.max(before, of(table).length()));
            of(table).clear(before, Math.max(before, of(table).length()));
            of(table).set(before, after);
            buckets.stream().forEach(bucket -> of(table).set(after + bucket));
        }
        shape = larger;
    }

    private BitSet of(String table) {
        return rows.computeIfAbsent(table, any -> new BitSet());
    }

    /** The row of the first item that has come since. */
    int firstNewRow() {
        return firstNewRow;
    }

    /** The values that these rows have now. */
    List<TableRows> of(GruWeights weights) {
        List<TableRows> tables = new ArrayList<>();
        for (Tensor tensor : weights.tensors()) {
            BitSet touched = rows.get(tensor.name());
            if (touched != null && !touched.isEmpty()) {
                tables.add(rows(tensor, touched.stream().toArray()));
            }
        }
        return tables;
    }

    private TableRows rows(Tensor table, int[] numbers) {
        int width = shape.width(table.name());
        float[] values = new float[numbers.length * width];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(table.values(), numbers[i] * width, values, i * width, width);
        }
        int[] dimensions =
                Objects.requireNonNull(shape.tensors().get(table.name())).clone();
        dimensions[0] = numbers.length;
        return new TableRows(numbers, new Tensor(table.name(), dimensions, values));
    }
}
