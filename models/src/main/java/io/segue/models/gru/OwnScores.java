package io.segue.models.gru;

import java.util.List;

/**
 * The scores of a step that are not those of just any candidate: those of an example's target, of the items that its
 * session holds already, and of the item just seen. All of these are there whatever is drawn, so they lose their
 * correction for the sampling; the session's items get what the copy head says; the item just seen is out.
 *
 * @param cells of the matrix of scores, {@code example * candidates + place}, each once
 * @param corrections to be added
 * @param copied one where the copy head takes part, else zero and the numbers that follow mean nothing
 * @param distances of each cell, see {@link CopiedItem}
 * @param hiddenCells {@code example * copy events + distance}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record OwnScores(
        long[] cells,
        float[] corrections,
        float[] copied,
        long[] distances,
        long[] gapBins,
        long[] types,
        long[] hiddenCells) {
    /** In place of minus infinity, which has no slope. */
    static final float OUT = -1e4f;

    /** An item's cell without, and with what the copy head reads. */
    record Cell(int example, int place, float correction, boolean isCopied, int distance, int gapBin, int type) {
        static Cell of(int example, int place, float correction) {
            return new Cell(example, place, correction, false, 0, 0, 0);
        }

        static Cell copied(int example, int place, float correction, CopiedItem item) {
            return new Cell(example, place, correction, true, item.distance(), item.gapBin(), item.type());
        }
    }

    static OwnScores of(List<Cell> list, int candidates, int copyEvents) {
        int size = list.size();
        OwnScores scores = new OwnScores(
                new long[size],
                new float[size],
                new float[size],
                new long[size],
                new long[size],
                new long[size],
                new long[size]);
        for (int i = 0; i < size; i++) {
            Cell cell = list.get(i);
            scores.cells[i] = (long) cell.example() * candidates + cell.place();
            scores.corrections[i] = cell.correction();
            scores.copied[i] = cell.isCopied() ? 1 : 0;
            scores.distances[i] = cell.distance();
            scores.gapBins[i] = cell.gapBin();
            scores.types[i] = cell.type();
            scores.hiddenCells[i] = (long) cell.example() * copyEvents + cell.distance();
        }
        return scores;
    }
}
