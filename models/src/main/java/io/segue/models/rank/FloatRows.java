package io.segue.models.rank;

/**
 * Rows that are summed up, each with a weight: the product of a network's layer. The JIT turns the inner loop into vector
 * instructions, but only where all arrays are read from one place: that is why each row is an array of its own. Every sum
 * is taken in the order of the rows, however many of them are read at once.
 *
 * @param rows all of the same width
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record FloatRows(float[][] rows) {
    /** Rows that are read at once, so that a sum is loaded and stored once for all of them. */
    private static final int AT_ONCE = 4;

    /** Weights of the rows: that of row {@code r} is at {@code from + r * stride}. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Weights(float[] values, int from, int stride) {
        private float of(int row) {
            return values[from + row * stride];
        }
    }

    /**
     * Adds the rows from {@code first} to before {@code end}, weighted.
     *
     * @param sums as many as a row is wide
     */
    void addTo(float[] sums, int first, int end, Weights weights) {
        int row = first;
        for (; row + AT_ONCE <= end; row += AT_ONCE) {
            addFour(sums, row, weights.of(row), weights.of(row + 1), weights.of(row + 2), weights.of(row + 3));
        }
        for (; row < end; row++) {
            addOne(sums, rows[row], weights.of(row));
        }
    }

    private void addFour(float[] sums, int from, float ofFirst, float ofSecond, float ofThird, float ofFourth) {
        float[] first = rows[from];
        float[] second = rows[from + 1];
        float[] third = rows[from + 2];
        float[] fourth = rows[from + 3];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums[i] + ofFirst * first[i] + ofSecond * second[i] + ofThird * third[i] + ofFourth * fourth[i];
        }
    }

    private static void addOne(float[] sums, float[] row, float weight) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * row[i];
        }
    }
}
