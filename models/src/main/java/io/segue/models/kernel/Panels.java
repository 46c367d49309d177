package io.segue.models.kernel;

import java.util.Arrays;

/**
 * A matrix [inner, columns] cut into panels of {@link #WIDTH} columns, in which the values of one inner index lie side by
 * side: a panel is read from front to back once, whatever number of rows it is multiplied with, and no sum crosses the
 * lanes of a vector. The last panel is filled up with zeros.
 *
 * <pre>
 * values: [panels, inner, WIDTH]
 * </pre>
 */
public final class Panels {
    /** Columns in a panel; 16 KB of the first cache for 128 units. */
    public static final int WIDTH = 32;

    private final int inner;
    private final int columns;
    private final float[] values;

    /** All zeros. */
    public Panels(int inner, int columns) {
        this(inner, columns, new float[length(inner, columns)]);
    }

    private Panels(int inner, int columns, float[] values) {
        this.inner = inner;
        this.columns = columns;
        this.values = values;
    }

    private static int length(int inner, int columns) {
        long length = bytes(inner, columns) / Float.BYTES;
        if (length > Integer.MAX_VALUE - Long.BYTES) {
            throw new IllegalArgumentException("a table of " + columns + " vectors of " + inner + " values has "
                    + length + ", but an array holds no more than " + (Integer.MAX_VALUE - Long.BYTES));
        }
        return (int) length;
    }

    /** Memory that such a matrix takes. */
    public static long bytes(int inner, int columns) {
        return (long) padded(columns) * inner * Float.BYTES;
    }

    /** So many columns, filled up to whole panels. */
    public static int padded(int columns) {
        return Math.multiplyExact((columns + WIDTH - 1) / WIDTH, WIDTH);
    }

    /** Of a matrix [inner, columns] in row-major order. */
    public static Panels of(float[] matrix, int inner, int columns) {
        Panels panels = new Panels(inner, columns);
        for (int i = 0; i < inner; i++) {
            for (int column = 0; column < columns; column++) {
                panels.values[panels.place(column) + i * WIDTH] = matrix[i * columns + column];
            }
        }
        return panels;
    }

    /** The same with room for more columns. */
    public Panels grown(int more) {
        return new Panels(inner, more, Arrays.copyOf(values, length(inner, more)));
    }

    public int inner() {
        return inner;
    }

    public int columns() {
        return columns;
    }

    /** Panels that hold the first columns. */
    public static int count(int columns) {
        return padded(columns) / WIDTH;
    }

    float[] values() {
        return values;
    }

    /** Where a panel begins. */
    int start(int panel) {
        return panel * inner * WIDTH;
    }

    /** A panel [inner, WIDTH]. */
    public Block block(int panel) {
        return new Block(values, start(panel), WIDTH, 1);
    }

    private int place(int column) {
        return start(column / WIDTH) + column % WIDTH;
    }

    /** Writes a column, which {@code vector} holds from element {@code at} on. */
    public void put(int column, float[] vector, int at) {
        int place = place(column);
        for (int i = 0; i < inner; i++) {
            values[place + i * WIDTH] = vector[at + i];
        }
    }

    /** Copies a column to where {@code vector} shall hold it. */
    public void read(int column, float[] vector, int at) {
        int place = place(column);
        for (int i = 0; i < inner; i++) {
            vector[at + i] = values[place + i * WIDTH];
        }
    }

    /** The product of one column with a vector. */
    public float dot(int column, float[] vector, int at) {
        int place = place(column);
        float sum = 0;
        for (int i = 0; i < inner; i++) {
            sum += vector[at + i] * values[place + i * WIDTH];
        }
        return sum;
    }

    /** All columns as rows [columns, inner]. */
    public float[] toRows() {
        float[] rows = new float[columns * inner];
        for (int column = 0; column < columns; column++) {
            read(column, rows, column * inner);
        }
        return rows;
    }
}
