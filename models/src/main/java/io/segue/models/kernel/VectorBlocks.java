package io.segue.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of blocks of matrices, and what else a step of training does with rows of them. Only where {@link
 * Kernels#vector} is. Columns of what is read or written as rows are filled up to a multiple of {@link #WIDTH}.
 */
public final class VectorBlocks {
    /** Values of the widest vector. */
    public static final int WIDTH = 16;

    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() <= WIDTH ? FloatVector.SPECIES_PREFERRED : FloatVector.SPECIES_512;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;
    /** Of the inner dimension at a time: two vectors of as many rows stay in the first cache. */
    private static final int INNER = 128;

    /** Adagrad's, under the root: keeps the first moves finite. */
    public static final float EPSILON = 1e-8f;

    private VectorBlocks() {}

    /** So many columns, filled up. */
    public static int padded(int columns) {
        return (columns + WIDTH - 1) / WIDTH * WIDTH;
    }

    /** Rows with their columns filled up. */
    public static float[] widened(float[] rows, int columns) {
        int count = rows.length / columns;
        int width = padded(columns);
        float[] wide = new float[count * width];
        for (int row = 0; row < count; row++) {
            System.arraycopy(rows, row * columns, wide, row * width, columns);
        }
        return wide;
    }

    /** The first rows again without what fills them up. */
    public static float[] narrowed(float[] wide, int count, int columns) {
        int width = padded(columns);
        float[] rows = new float[count * columns];
        for (int row = 0; row < count; row++) {
            System.arraycopy(wide, row * width, rows, row * columns, columns);
        }
        return rows;
    }

    /** Rows as columns, filled up. */
    public static float[] turned(float[] rows, int count, int columns) {
        int width = padded(count);
        float[] turned = new float[columns * width];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * width + row] = rows[row * columns + column];
            }
        }
        return turned;
    }

    /**
     * Adds {@code left right} to a block.
     *
     * @param left [rows, inner]
     * @param right [inner, columns], columns side by side
     * @param to [rows, columns], columns side by side
     * @param columns a multiple of {@link #WIDTH}
     */
    public static void addProduct(Block left, Block right, Block to, int rows, int inner, int columns) {
        for (int from = 0; from < inner; from += INNER) {
            int some = Math.min(INNER, inner - from);
            int leftAt = left.at() + from * left.columnStride();
            int rightAt = right.at() + from * right.rowStride();
            int column = 0;
            for (; column + 2 * LANES <= columns; column += 2 * LANES) {
                int row = 0;
                for (; row + ROWS <= rows; row += ROWS) {
                    fourRows(left, leftAt + row * left.rowStride(), right, rightAt + column, to, row, column, some);
                }
                for (; row < rows; row++) {
                    oneRow(left, leftAt + row * left.rowStride(), right, rightAt + column, to, row, column, some);
                    oneRow(
                            left,
                            leftAt + row * left.rowStride(),
                            right,
                            rightAt + column + LANES,
                            to,
                            row,
                            column + LANES,
                            some);
                }
            }
            for (; column < columns; column += LANES) {
                int row = 0;
                for (; row + ROWS <= rows; row += ROWS) {
                    fourRowsOfOne(
                            left, leftAt + row * left.rowStride(), right, rightAt + column, to, row, column, some);
                }
                for (; row < rows; row++) {
                    oneRow(left, leftAt + row * left.rowStride(), right, rightAt + column, to, row, column, some);
                }
            }
        }
    }

    /** Four rows of two vectors. */
    private static void fourRows(
            Block left, int leftAt, Block right, int rightAt, Block to, int row, int column, int inner) {
        float[] a = left.values();
        float[] b = right.values();
        float[] c = to.values();
        int step = left.columnStride();
        int at0 = leftAt;
        int at1 = at0 + left.rowStride();
        int at2 = at1 + left.rowStride();
        int at3 = at2 + left.rowStride();
        int to0 = to.at() + row * to.rowStride() + column;
        int to1 = to0 + to.rowStride();
        int to2 = to1 + to.rowStride();
        int to3 = to2 + to.rowStride();
        FloatVector left0 = FloatVector.fromArray(SPECIES, c, to0);
        FloatVector right0 = FloatVector.fromArray(SPECIES, c, to0 + LANES);
        FloatVector left1 = FloatVector.fromArray(SPECIES, c, to1);
        FloatVector right1 = FloatVector.fromArray(SPECIES, c, to1 + LANES);
        FloatVector left2 = FloatVector.fromArray(SPECIES, c, to2);
        FloatVector right2 = FloatVector.fromArray(SPECIES, c, to2 + LANES);
        FloatVector left3 = FloatVector.fromArray(SPECIES, c, to3);
        FloatVector right3 = FloatVector.fromArray(SPECIES, c, to3 + LANES);
        int place = rightAt;
        int stride = right.rowStride();
        for (int i = 0, k = 0; i < inner; i++, k += step, place += stride) {
            FloatVector first = FloatVector.fromArray(SPECIES, b, place);
            FloatVector second = FloatVector.fromArray(SPECIES, b, place + LANES);
            FloatVector value0 = FloatVector.broadcast(SPECIES, a[at0 + k]);
            left0 = first.fma(value0, left0);
            right0 = second.fma(value0, right0);
            FloatVector value1 = FloatVector.broadcast(SPECIES, a[at1 + k]);
            left1 = first.fma(value1, left1);
            right1 = second.fma(value1, right1);
            FloatVector value2 = FloatVector.broadcast(SPECIES, a[at2 + k]);
            left2 = first.fma(value2, left2);
            right2 = second.fma(value2, right2);
            FloatVector value3 = FloatVector.broadcast(SPECIES, a[at3 + k]);
            left3 = first.fma(value3, left3);
            right3 = second.fma(value3, right3);
        }
        left0.intoArray(c, to0);
        right0.intoArray(c, to0 + LANES);
        left1.intoArray(c, to1);
        right1.intoArray(c, to1 + LANES);
        left2.intoArray(c, to2);
        right2.intoArray(c, to2 + LANES);
        left3.intoArray(c, to3);
        right3.intoArray(c, to3 + LANES);
    }

    /** Four rows of one vector, which is what is left of an odd number of them. */
    private static void fourRowsOfOne(
            Block left, int leftAt, Block right, int rightAt, Block to, int row, int column, int inner) {
        float[] a = left.values();
        float[] b = right.values();
        float[] c = to.values();
        int step = left.columnStride();
        int at1 = leftAt + left.rowStride();
        int at2 = at1 + left.rowStride();
        int at3 = at2 + left.rowStride();
        int to0 = to.at() + row * to.rowStride() + column;
        int to1 = to0 + to.rowStride();
        int to2 = to1 + to.rowStride();
        int to3 = to2 + to.rowStride();
        FloatVector sum0 = FloatVector.fromArray(SPECIES, c, to0);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, c, to1);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, c, to2);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, c, to3);
        int place = rightAt;
        int stride = right.rowStride();
        for (int i = 0, k = 0; i < inner; i++, k += step, place += stride) {
            FloatVector vector = FloatVector.fromArray(SPECIES, b, place);
            sum0 = vector.fma(FloatVector.broadcast(SPECIES, a[leftAt + k]), sum0);
            sum1 = vector.fma(FloatVector.broadcast(SPECIES, a[at1 + k]), sum1);
            sum2 = vector.fma(FloatVector.broadcast(SPECIES, a[at2 + k]), sum2);
            sum3 = vector.fma(FloatVector.broadcast(SPECIES, a[at3 + k]), sum3);
        }
        sum0.intoArray(c, to0);
        sum1.intoArray(c, to1);
        sum2.intoArray(c, to2);
        sum3.intoArray(c, to3);
    }

    private static void oneRow(
            Block left, int leftAt, Block right, int rightAt, Block to, int row, int column, int inner) {
        int toAt = to.at() + row * to.rowStride() + column;
        FloatVector sum = FloatVector.fromArray(SPECIES, to.values(), toAt);
        int at = leftAt;
        int place = rightAt;
        for (int i = 0; i < inner; i++, at += left.columnStride(), place += right.rowStride()) {
            sum = FloatVector.fromArray(SPECIES, right.values(), place)
                    .fma(FloatVector.broadcast(SPECIES, left.values()[at]), sum);
        }
        sum.intoArray(to.values(), toAt);
    }

    /** The largest of some values. */
    public static float max(float[] values, int at, int length) {
        FloatVector most = FloatVector.fromArray(SPECIES, values, at);
        for (int i = at + LANES; i < at + length; i += LANES) {
            most = most.max(FloatVector.fromArray(SPECIES, values, i));
        }
        return most.reduceLanes(VectorOperators.MAX);
    }

    /** Takes a number from some values and makes them powers of e in place; returns their sum. */
    public static float exponentials(float[] values, int at, int length, float less) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = at; i < at + length; i += LANES) {
            FloatVector power =
                    FloatVector.fromArray(SPECIES, values, i).sub(less).lanewise(VectorOperators.EXP);
            power.intoArray(values, i);
            sum = sum.add(power);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    /** In place. */
    public static void scale(float[] values, int at, int length, float factor) {
        for (int i = at; i < at + length; i += LANES) {
            FloatVector.fromArray(SPECIES, values, i).mul(factor).intoArray(values, i);
        }
    }

    /** Adds some values to others. */
    public static void add(float[] values, int at, int length, float[] to) {
        for (int i = 0; i < length; i += LANES) {
            FloatVector.fromArray(SPECIES, to, i)
                    .add(FloatVector.fromArray(SPECIES, values, at + i))
                    .intoArray(to, i);
        }
    }

    /**
     * A move of Adagrad: adds the squares of a gradient to their sums, and takes {@code rate} times the gradient, divided by
     * the roots of these, from the weights.
     *
     * @param gradient as many values from element {@code gradientAt} on
     * @param squares sums of squares, from element {@code at} on as the weights
     */
    public static void adagrad(
            float[] gradient, int gradientAt, int length, float[] squares, float[] weights, int at, float rate) {
        int vectors = SPECIES.loopBound(length);
        for (int i = 0; i < vectors; i += LANES) {
            FloatVector slope = FloatVector.fromArray(SPECIES, gradient, gradientAt + i);
            FloatVector sum = FloatVector.fromArray(SPECIES, squares, at + i).add(slope.mul(slope));
            sum.intoArray(squares, at + i);
            FloatVector root = sum.add(EPSILON).lanewise(VectorOperators.SQRT);
            FloatVector.fromArray(SPECIES, weights, at + i)
                    .sub(slope.mul(rate).div(root))
                    .intoArray(weights, at + i);
        }
        for (int i = vectors; i < length; i++) {
            float slope = gradient[gradientAt + i];
            float sum = squares[at + i] + slope * slope;
            squares[at + i] = sum;
            weights[at + i] -= rate * slope / (float) Math.sqrt(sum + EPSILON);
        }
    }
}
