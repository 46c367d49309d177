package io.segue.models.baseline;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Of every item the items that go with it, best first, never more than the limit. Immutable. */
final class Successors {
    private static final int NONE = -1;

    private final Vocabulary vocabulary;
    private final boolean repeatsCollapsed;
    /** The list of row r lies within [starts[r], ends[r]). */
    private final int[] starts;

    private final int[] ends;
    private final int[] rows;
    private final float[] weights;

    private Successors(Vocabulary vocabulary, boolean repeatsCollapsed, int[] starts, int[] rows, float[] weights) {
        this.vocabulary = vocabulary;
        this.repeatsCollapsed = repeatsCollapsed;
        this.starts = starts;
        this.ends = Arrays.copyOf(starts, starts.length - 1);
        this.rows = rows;
        this.weights = weights;
    }

    /** Ranks the pairs by weight; those without a weight above zero are left out. */
    static Successors of(Vocabulary vocabulary, PairWeights pairs, boolean repeatsCollapsed, int successorsMax) {
        int[] starts = new int[vocabulary.size() + 1];
        pairs.forEach((from, to, weight) -> starts[from + 1]++);
        for (int row = 0; row < vocabulary.size(); row++) {
            starts[row + 1] += starts[row];
        }
        int pairsCount = starts[vocabulary.size()];
        Successors successors =
                new Successors(vocabulary, repeatsCollapsed, starts, new int[pairsCount], new float[pairsCount]);
        pairs.forEach(successors::append);
        for (int row = 0; row < vocabulary.size(); row++) {
            successors.rank(row, successorsMax);
        }
        return successors;
    }

    private void append(int from, int to, float weight) {
        rows[ends[from]] = to;
        weights[ends[from]++] = weight;
    }

    private void rank(int row, int successorsMax) {
        TopItems top = new TopItems(vocabulary, NONE, Math.min(successorsMax, ends[row] - starts[row]));
        for (int i = starts[row]; i < ends[row]; i++) {
            top.offer(rows[i], weights[i]);
        }
        ends[row] = starts[row] + top.drainTo(rows, weights, starts[row]);
    }

    /** The list of the newest known item of the session. */
    List<ScoredItem> propose(SessionTail session, int count) {
        CurrentSession current = CurrentSession.of(session, vocabulary, repeatsCollapsed, 1);
        if (current.rows().length == 0) {
            return List.of();
        }
        int from = current.rows()[0];
        List<ScoredItem> items = new ArrayList<>(Math.min(count, ends[from] - starts[from]));
        for (int i = starts[from]; i < ends[from] && items.size() < count; i++) {
            if (rows[i] != current.hiddenRow()) {
                items.add(new ScoredItem(vocabulary.itemId(rows[i]), weights[i]));
            }
        }
        return List.copyOf(items);
    }
}
