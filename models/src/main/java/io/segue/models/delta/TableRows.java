package io.segue.models.delta;

import io.segue.models.tensor.Tensor;

/**
 * Some rows of a table, with the values that they have now.
 *
 * @param rows their numbers, ascending
 * @param values named as the table; [rows] or [rows, width]
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record TableRows(int[] rows, Tensor values) {
    public TableRows {
        if (rows.length != values.shape()[0]) {
            throw new IllegalArgumentException("table " + values.name() + " has the numbers of " + rows.length
                    + " rows, but the values of " + values.shape()[0]);
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || (i > 0 && rows[i] <= rows[i - 1])) {
                throw new IllegalArgumentException("table " + values.name() + " has row " + rows[i] + " at place " + i
                        + ", but row numbers must be ascending from 0 on");
            }
        }
    }

    public String table() {
        return values.name();
    }
}
