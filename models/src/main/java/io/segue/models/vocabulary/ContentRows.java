package io.segue.models.vocabulary;

/** The rows of the content table whose weighted sum stands for an item's content. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ContentRows(int[] rows, float[] weights) {
    public static final ContentRows NONE = new ContentRows(new int[0], new float[0]);

    public boolean isEmpty() {
        return rows.length == 0;
    }

    /**
     * Adds the sum to a vector.
     *
     * @param table [rows, width]
     * @param vectors at {@code at} begins the vector, of {@code width} values
     */
    public void addTo(float[] table, int width, float[] vectors, int at) {
        for (int i = 0; i < rows.length; i++) {
            int from = rows[i] * width;
            float weight = weights[i];
            for (int unit = 0; unit < width; unit++) {
                vectors[at + unit] += weight * table[from + unit];
            }
        }
    }
}
