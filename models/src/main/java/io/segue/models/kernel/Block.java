package io.segue.models.kernel;

/**
 * A block of a matrix.
 *
 * @param at where it begins
 * @param rowStride from a row to the next
 * @param columnStride from a column to the next
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Block(float[] values, int at, int rowStride, int columnStride) {
    /** The same numbers, rows as columns. */
    public Block transposed() {
        return new Block(values, at, columnStride, rowStride);
    }
}
