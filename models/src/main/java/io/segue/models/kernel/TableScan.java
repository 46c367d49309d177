package io.segue.models.kernel;

/**
 * Scores of rows with all columns of a table, of which only the best are kept: there is no array of scores. Each panel is
 * read once for the whole batch; a column is looked at one by one only where its panel has one above the row's threshold.
 */
public final class TableScan {
    /** Rows whose products wait in the first cache for the look at them. */
    private static final int ROWS = 16;

    private final Kernel kernel;
    private final float[] products = new float[ROWS * Panels.WIDTH];
    private final short[] codeProducts = new short[PanelCodes.WIDTH];
    private long skipped;

    public TableScan(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Offers the columns of a table.
     *
     * @param rows [count, inner]
     * @param offsets added to the products, of as many columns as shall be scanned, padded with minus infinity, which no
     *     list takes
     * @param firstColumn number of the table's first column
     */
    public void scan(float[] rows, int count, Panels table, float[] offsets, int firstColumn, TopColumns best) {
        int inner = table.inner();
        for (int panel = 0; panel < Panels.count(offsets.length); panel++) {
            for (int row = 0; row < count; row += ROWS) {
                int some = Math.min(ROWS, count - row);
                kernel.multiply(rows, row * inner, some, table, panel, products);
                for (int i = 0; i < some; i++) {
                    look(i, offsets, panel * Panels.WIDTH, row + i, firstColumn, best);
                }
            }
        }
    }

    /**
     * Offers the same columns, bit by bit. For a single row, where reading is what takes the time, only those panels are read
     * of which the codes do not rule out that they have a score above the threshold. With two rows and lists of 120 that
     * was slower already.
     *
     * @param codes of the table
     */
    public void scan(
            float[] rows,
            int count,
            Panels table,
            PanelCodes codes,
            float[] offsets,
            int firstColumn,
            TopColumns best) {
        if (count != 1 || kernel.codes().isEmpty()) {
            scan(rows, count, table, offsets, firstColumn, best);
            return;
        }
        CodeKernel coding = kernel.codes().get();
        CodedRow coded = CodedRow.of(rows, 0, codes);
        for (int panel = 0; panel < Panels.count(offsets.length); panel++) {
            if (panel % 2 == 0) {
                coding.multiply(coded, codes, panel / 2, codeProducts);
            }
            if (coded.isBounded() && !coding.anyAbove(codeProducts, coded, codes, panel, offsets, best.threshold(0))) {
                skipped++;
            } else {
                kernel.multiply(rows, 0, 1, table, panel, products);
                look(0, offsets, panel * Panels.WIDTH, 0, firstColumn, best);
            }
        }
    }

    /** Panels that codes ruled out, for a row each, in all scans. */
    long skipped() {
        return skipped;
    }

    private void look(int of, float[] offsets, int offsetsAt, int row, int firstColumn, TopColumns best) {
        int at = of * Panels.WIDTH;
        if (!kernel.anyAbove(products, at, offsets, offsetsAt, best.threshold(row))) {
            return;
        }
        for (int i = 0; i < Panels.WIDTH; i++) {
            float score = products[at + i] + offsets[offsetsAt + i];
            if (score > best.threshold(row)) {
                best.add(row, score, firstColumn + offsetsAt + i);
            }
        }
    }
}
