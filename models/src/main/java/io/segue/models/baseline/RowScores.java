package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;

/**
 * Sums scores by row: open addressing, so that an answer costs what its evidence costs and not an array as long as the
 * vocabulary. For one answer only.
 */
final class RowScores {
    private static final int FREE = -1;
    private static final int CAPACITY_FIRST = 256;
    private static final int GOLDEN = 0x9E3779B9;

    private int[] rows = new int[CAPACITY_FIRST];
    private float[] scores = new float[CAPACITY_FIRST];
    private int size;

    RowScores() {
        Arrays.fill(rows, FREE);
    }

    void add(int row, float score) {
        int slot = slot(row);
        if (rows[slot] == FREE) {
            rows[slot] = row;
            size++;
        }
        scores[slot] += score;
        if (2 * size > rows.length) {
            grow();
        }
    }

    private int slot(int row) {
        int mask = rows.length - 1;
        int slot = (row * GOLDEN) >>> 8 & mask;
        while (rows[slot] != FREE && rows[slot] != row) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int[] oldRows = rows;
        float[] oldScores = scores;
        rows = new int[2 * oldRows.length];
        scores = new float[rows.length];
        Arrays.fill(rows, FREE);
        for (int i = 0; i < oldRows.length; i++) {
            if (oldRows[i] != FREE) {
                int slot = slot(oldRows[i]);
                rows[slot] = oldRows[i];
                scores[slot] = oldScores[i];
            }
        }
    }

    /** The best of the rows with a score above zero. */
    List<ScoredItem> top(Vocabulary vocabulary, int hiddenRow, int count) {
        TopItems top = new TopItems(vocabulary, hiddenRow, Math.min(count, size));
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != FREE) {
                top.offer(rows[i], scores[i]);
            }
        }
        return top.toList();
    }
}
