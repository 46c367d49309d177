package io.segue.models.gru;

import java.util.Arrays;

/** Some rows of a table, in the order in which they came, and the place of each. Reused from step to step. */
final class RowSet {
    private final int[] placeOfRow;
    private int[] rows = new int[1_024];
    private int size;

    RowSet(int tableRows) {
        placeOfRow = new int[tableRows];
        Arrays.fill(placeOfRow, -1);
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            placeOfRow[rows[i]] = -1;
        }
        size = 0;
    }

    /** Adds a row unless it is there; returns its place. */
    int add(int row) {
        if (placeOfRow[row] < 0) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, 2 * size);
            }
            placeOfRow[row] = size;
            rows[size++] = row;
        }
        return placeOfRow[row];
    }

    /** The place of a row, or -1 where it is not here. */
    int placeOf(int row) {
        return placeOfRow[row];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(rows, size);
    }
}
