package io.segue.models.kernel;

/**
 * A row as whole numbers that may be multiplied with {@link PanelCodes}, and how far such a product is off.
 *
 * <pre>
 * row = stepOfCodes * codes + residual,     step = stepOfCodes * 2^shift
 * row * column &lt;= scale * (step * sum + slack),   sum that of the codes' products, shifted group by group
 * slack = |residual| |column| / scale + |row - residual| |column's residual| / scale + what shifting cut off + rounding
 * </pre>
 *
 * The quotients are the largest of the table. The rounding is that of a sum in float over the inner indices, one after
 * the other, and of the bound itself, both far below what the codes leave.
 *
 * @param codes [inner], each in both halves
 * @param slack infinite where codes say nothing of the row, because products may leave what a float holds
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record CodedRow(int[] codes, float step, float slack) {
    private static final double PRODUCT_MAX = 1e33;
    private static final double UNIT = 0x1p-24;
    private static final double ROUNDED_UP = 1 + 1e-6;

    /** @param rows holds the row from element {@code at} on */
    static CodedRow of(float[] rows, int at, PanelCodes columns) {
        int inner = columns.inner();
        int[] codes = new int[inner];
        double all = 0;
        for (int i = at; i < at + inner; i++) {
            all += (double) rows[i] * rows[i];
        }
        if (all == 0) {
            return new CodedRow(codes, 0, 0);
        }
        double norm = Math.sqrt(all);
        if (!(norm < PRODUCT_MAX && norm * columns.norm() < PRODUCT_MAX)) {
            return new CodedRow(codes, 0, Float.POSITIVE_INFINITY);
        }
        double least = PanelCodes.groupNorm(rows, at, inner) / PanelCodes.ROUNDED_NORM;
        float step = Math.nextUp((float) Math.max(least, PanelCodes.SCALE_MIN));
        double residual = 0;
        double coded = 0;
        for (int i = 0; i < inner; i++) {
            int code = (int) Math.rint((double) rows[at + i] / step);
            codes[i] = code << Short.SIZE | code & 0xffff;
            double value = (double) step * code;
            residual += (rows[at + i] - value) * (rows[at + i] - value);
            coded += value * value;
        }
        int shifted = 1 << columns.shift();
        double slack = Math.sqrt(residual) * columns.normPerScale()
                + Math.sqrt(coded) * columns.residualPerScale()
                + (double) step * columns.groups() * (shifted - 1)
                + (norm + step) * (columns.normPerScale() + 1) * (2 * inner + 8) * UNIT;
        return new CodedRow(codes, step * shifted, Math.nextUp((float) (slack * ROUNDED_UP)));
    }

    boolean isBounded() {
        return slack < Float.POSITIVE_INFINITY;
    }
}
