package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import java.util.List;

/** Where the next item stands in a list. */
public final class Ranks {
    /** The rank of an item that was not proposed. */
    public static final int MISS = Integer.MAX_VALUE;

    private Ranks() {}

    /**
     * The number of items with at least the item's score: ties count against the model, so that a model which scores
     * all alike finds nothing.
     *
     * @param list best first, longer by one at least than the cut-offs, so that a tie which goes on beyond its end is a
     *     miss at each of them
     */
    public static int of(String itemId, List<ScoredItem> list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).itemId().equals(itemId)) {
                float score = list.get(i).score();
                int rank = i + 1;
                while (rank < list.size() && list.get(rank).score() >= score) {
                    rank++;
                }
                return rank;
            }
        }
        return MISS;
    }
}
