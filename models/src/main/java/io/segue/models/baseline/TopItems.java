package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the best items of those offered: a heap of bounded size with the worst one on top. For one answer only. */
final class TopItems {
    private final Vocabulary vocabulary;
    private final int hiddenRow;
    private final int[] rows;
    private final float[] scores;
    private int size;

    /**
     * An empty selection.
     *
     * @param hiddenRow never taken; -1 for none
     */
    TopItems(Vocabulary vocabulary, int hiddenRow, int count) {
        this.vocabulary = vocabulary;
        this.hiddenRow = hiddenRow;
        int capacity = Math.max(0, Math.min(count, vocabulary.size()));
        this.rows = new int[capacity];
        this.scores = new float[capacity];
    }

    /** Takes an item with a score above zero into account. Each row at most once. */
    void offer(int row, float score) {
        if (score > 0) {
            offerAny(row, score);
        }
    }

    /** Takes an item into account whatever its score. Each row at most once. */
    void offerAny(int row, float score) {
        if (row == hiddenRow) {
            return;
        }
        if (size < rows.length) {
            siftUp(row, score);
        } else if (size > 0 && isBefore(row, score, rows[0], scores[0])) {
            siftDown(row, score, size);
        }
    }

    private boolean isBefore(int row, float score, int otherRow, float otherScore) {
        return score > otherScore
                || (score == otherScore && vocabulary.itemId(row).compareTo(vocabulary.itemId(otherRow)) < 0);
    }

    private void siftUp(int row, float score) {
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) / 2;
            if (!isBefore(rows[parent], scores[parent], row, score)) {
                break;
            }
            set(hole, rows[parent], scores[parent]);
            hole = parent;
        }
        set(hole, row, score);
    }

    private void siftDown(int row, float score, int end) {
        int hole = 0;
        for (int child = 1; child < end; child = 2 * hole + 1) {
            if (child + 1 < end && isBefore(rows[child], scores[child], rows[child + 1], scores[child + 1])) {
                child++;
            }
            if (!isBefore(row, score, rows[child], scores[child])) {
                break;
            }
            set(hole, rows[child], scores[child]);
            hole = child;
        }
        set(hole, row, score);
    }

    private void set(int index, int row, float score) {
        rows[index] = row;
        scores[index] = score;
    }

    /** Best first, ties by item id. Ends the selection. */
    List<ScoredItem> toList() {
        sort();
        List<ScoredItem> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(new ScoredItem(vocabulary.itemId(rows[i]), scores[i]));
        }
        return Collections.unmodifiableList(items);
    }

    /**
     * Copies the rows and their scores in the order of {@link #toList()}. Ends the selection.
     *
     * @return how many
     */
    int drainTo(int[] toRows, float[] toScores, int at) {
        sort();
        System.arraycopy(rows, 0, toRows, at, size);
        System.arraycopy(scores, 0, toScores, at, size);
        return size;
    }

    /** Heap sort: the worst goes to the end, again and again. */
    private void sort() {
        for (int end = size - 1; end > 0; end--) {
            int row = rows[end];
            float score = scores[end];
            set(end, rows[0], scores[0]);
            siftDown(row, score, end);
        }
    }
}
