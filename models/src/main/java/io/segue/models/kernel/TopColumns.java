package io.segue.models.kernel;

/**
 * The best columns of each row, kept while they are scanned. Of columns with the same score the lower one is better, as
 * long as columns are offered in ascending order.
 */
public final class TopColumns {
    private final int count;
    /** [rows, count], every row a heap with the worst on top. */
    private final float[] scores;

    private final int[] columns;
    private final int[] sizes;

    public TopColumns(int rows, int count) {
        this.count = count;
        this.scores = new float[rows * count];
        this.columns = new int[rows * count];
        this.sizes = new int[rows];
    }

    /** Below or at this a column is not among the best of a row. */
    float threshold(int row) {
        return sizes[row] < count ? Float.NEGATIVE_INFINITY : scores[row * count];
    }

    /** Takes a column whose score is above the threshold. */
    void add(int row, float score, int column) {
        int top = row * count;
        if (sizes[row] < count) {
            up(top, sizes[row], score, column);
            sizes[row]++;
        } else {
            down(top, count, score, column);
        }
    }

    private void up(int top, int hole, float score, int column) {
        int at = hole;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (!isWorse(score, column, top + parent)) {
                break;
            }
            move(top + parent, top + at);
            at = parent;
        }
        scores[top + at] = score;
        columns[top + at] = column;
    }

    /** Replaces the top of a heap of so many. */
    private void down(int top, int size, float score, int column) {
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child + 1 < size && isWorse(scores[top + child + 1], columns[top + child + 1], top + child)) {
                child++;
            }
            if (child >= size || isWorse(score, column, top + child)) {
                break;
            }
            move(top + child, top + at);
            at = child;
        }
        scores[top + at] = score;
        columns[top + at] = column;
    }

    private boolean isWorse(float score, int column, int than) {
        return score < scores[than] || (score == scores[than] && column > columns[than]);
    }

    private void move(int from, int to) {
        scores[to] = scores[from];
        columns[to] = columns[from];
    }

    /**
     * Takes a row's columns out, best first; what is missing is minus infinity.
     *
     * @param values gets so many scores from element {@code at} on, and behind them the columns
     */
    public void drain(int row, float[] values, int at) {
        int top = row * count;
        for (int rank = count - 1; rank >= 0; rank--) {
            if (rank >= sizes[row]) {
                values[at + rank] = Float.NEGATIVE_INFINITY;
                continue;
            }
            values[at + rank] = scores[top];
            values[at + count + rank] = columns[top];
            down(top, rank, scores[top + rank], columns[top + rank]);
        }
        sizes[row] = 0;
    }
}
