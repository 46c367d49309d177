package io.segue.models.recommender;

import io.segue.models.evaluation.ListTally;
import io.segue.models.evaluation.Ranks;
import io.segue.models.proposal.ScoredItem;
import java.util.ArrayList;
import java.util.List;

/** Adds up the hits of one who proposes. */
final class SourceTally {
    private final String name;
    private final ListTally lists;
    private final int[] hits;
    private int predictions;
    private double reciprocalRanks;

    SourceTally(String name, ListTally lists, int cutoff) {
        this.name = name;
        this.lists = lists;
        this.hits = new int[cutoff];
    }

    /** @param list best first, longer than the cut-off by one where there are as many */
    void add(List<ScoredItem> list, String nextItemId, int nextSupport) {
        int rank = Ranks.of(nextItemId, list);
        if (rank <= hits.length) {
            hits[rank - 1]++;
            reciprocalRanks += 1.0 / rank;
        }
        predictions++;
        lists.add(list, nextSupport);
    }

    SliceFigures.Source figures() {
        List<Double> curve = new ArrayList<>(hits.length);
        int found = 0;
        for (int atRank : hits) {
            found += atRank;
            curve.add((double) found / predictions);
        }
        return new SliceFigures.Source(name, curve, reciprocalRanks / predictions, lists.figures());
    }
}
