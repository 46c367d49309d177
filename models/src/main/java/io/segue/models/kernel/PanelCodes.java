package io.segue.models.kernel;

import java.util.Optional;

/**
 * The columns of {@link Panels} once more, as whole numbers of 8 bits: a quarter of the memory to be read. What the codes say
 * of a product is off by no more than a bound ({@link CodedRow}), so that a panel with no score above a threshold is
 * not read at all. What the weights are matters to the time alone. They don't follow the panels: made once, after the
 * last column was put.
 *
 * <pre>
 * column = scale * codes + residual,     |codes of a group| &lt;= CODES_NORM
 * codes: [pairs of panels, inner, 2 * Panels.WIDTH], columns in the order 0, 32, 1, 33, ...
 * </pre>
 *
 * Products of codes are added up in 16 bits. The sum over a group of {@link #GROUP} inner indices fits, whatever the
 * sums on the way do, because by Cauchy and Schwarz it is at most the product of the norms of both codes, and each is
 * at most CODES_NORM, whose square is below 2^15. A column's scale is as small as this allows.
 */
public final class PanelCodes {
    /** Columns whose codes lie side by side. */
    static final int WIDTH = 2 * Panels.WIDTH;

    /** Inner indices whose products are added up in 16 bits. */
    static final int GROUP = 32;

    /** Of the codes of a group. */
    private static final double CODES_NORM = 181;
    /** What is left of it when every code of the group was rounded away from zero. */
    static final double ROUNDED_NORM = CODES_NORM - 0.5 * Math.sqrt(GROUP) - 0.01;

    /** Columns and rows below are coded as if they were this large: no bound is ever lost to underflow. */
    static final double SCALE_MIN = 1e-18;

    private static final int CODE_MAX = 127;

    /** Smaller tables stay in the caches, where codes were hardly faster. */
    private static final long TABLE_BYTES_MIN = 16 << 20;

    private final int inner;
    private final byte[] codes;
    /** By column; 0 where all is 0. */
    private final float[] scales;

    private double norm;
    private double normPerScale;
    private double residualPerScale;

    /** Codes for a table for which they pay; empty for a small one, and for a kernel that has no loops for them. */
    public static Optional<PanelCodes> of(Panels panels, Kernel kernel) {
        boolean pays = servingBytes(panels.inner(), panels.columns()) > 0
                && kernel.codes().isPresent();
        return pays ? Optional.of(new PanelCodes(panels)) : Optional.empty();
    }

    PanelCodes(Panels panels) {
        this.inner = panels.inner();
        int padded = (panels.columns() + WIDTH - 1) / WIDTH * WIDTH;
        this.codes = new byte[Math.multiplyExact(padded, inner)];
        this.scales = new float[padded];
        float[] vector = new float[inner];
        for (int column = 0; column < panels.columns(); column++) {
            panels.read(column, vector, 0);
            code(column, vector);
        }
    }

    /** Memory that the codes of a table take, 0 where it has none. */
    public static long servingBytes(int inner, int columns) {
        long padded = (columns + WIDTH - 1L) / WIDTH * WIDTH;
        boolean pays =
                Panels.bytes(inner, columns) >= TABLE_BYTES_MIN && padded * inner <= Integer.MAX_VALUE - Long.BYTES;
        return pays ? padded * (inner + Float.BYTES) : 0;
    }

    private void code(int column, float[] vector) {
        double largest = 0;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0) {
            return;
        }
        double least = Math.max(largest / CODE_MAX, groupNorm(vector, 0, inner) / ROUNDED_NORM);
        float scale = Math.nextUp((float) Math.max(least, SCALE_MIN));
        int place = start(column / WIDTH) + lane(column % WIDTH);
        double squares = 0;
        double residual = 0;
        for (int i = 0; i < inner; i++) {
            double code = Math.rint((double) vector[i] / scale);
            codes[place + i * WIDTH] = (byte) code;
            double left = vector[i] - scale * code;
            squares += (double) vector[i] * vector[i];
            residual += left * left;
        }
        scales[column] = scale;
        norm = Math.max(norm, Math.sqrt(squares));
        normPerScale = Math.max(normPerScale, Math.sqrt(squares) / scale);
        residualPerScale = Math.max(residualPerScale, Math.sqrt(residual) / scale);
    }

    /** The norm of that group of a vector which has the largest. */
    static double groupNorm(float[] values, int at, int inner) {
        double largest = 0;
        for (int group = 0; group < inner; group += GROUP) {
            double squares = 0;
            for (int i = group; i < Math.min(inner, group + GROUP); i++) {
                squares += (double) values[at + i] * values[at + i];
            }
            largest = Math.max(largest, squares);
        }
        return Math.sqrt(largest);
    }

    /** Two columns of two panels share 32 bits, the first one has the lower. */
    private static int lane(int column) {
        return column < Panels.WIDTH ? 2 * column : 2 * column - WIDTH + 1;
    }

    int inner() {
        return inner;
    }

    byte[] codes() {
        return codes;
    }

    /** Where the codes of a pair of panels begin. */
    int start(int pair) {
        return pair * inner * WIDTH;
    }

    float[] scales() {
        return scales;
    }

    /** Of the longest column. */
    double norm() {
        return norm;
    }

    /** The largest quotient of a column's norm and its scale. */
    double normPerScale() {
        return normPerScale;
    }

    /** The largest quotient of what its codes leave of a column and its scale. */
    double residualPerScale() {
        return residualPerScale;
    }

    int groups() {
        return (inner + GROUP - 1) / GROUP;
    }

    /** So far the sum of a group is shifted to the right: then those of all groups fit into 16 bits together. */
    int shift() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(groups() - 1);
    }
}
