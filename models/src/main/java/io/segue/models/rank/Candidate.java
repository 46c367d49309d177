package io.segue.models.rank;

import io.segue.state.live.LiveItem;
import io.segue.state.live.Neighbour;
import io.segue.state.recommendation.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One item of the union, and who proposed it at which rank. Lives for one turn. */
final class Candidate {
    private static final double RANK_OFFSET = 10;

    private final String itemId;
    private final boolean isWanted;
    private LiveItem item = LiveItem.UNKNOWN;
    private int modelRank;
    private float modelLogProbability;
    private int similarRank;
    private float similarLogShare;
    private int successorRank;
    private int historyRank;
    private int popularityRank;

    @Nullable
    private Neighbour neighbour;

    @Nullable
    private Neighbour next;

    private double fusion;
    private Source source = Source.POPULARITY;
    private int bestRank = Integer.MAX_VALUE;

    Candidate(String itemId, boolean isWanted) {
        this.itemId = itemId;
        this.isWanted = isWanted;
    }

    String itemId() {
        return itemId;
    }

    /** Whether it may be recommended at all. */
    boolean isWanted() {
        return isWanted;
    }

    /** What is known of the item. */
    LiveItem item() {
        return item;
    }

    void item(LiveItem known) {
        item = known;
    }

    void byModel(int rank, float logProbability) {
        modelRank = rank;
        modelLogProbability = logProbability;
        proposedBy(Source.GRU, rank);
    }

    void bySimilar(int rank, float logShare) {
        similarRank = rank;
        similarLogShare = logShare;
        proposedBy(Source.NEIGHBOURS, rank);
    }

    void bySuccessors(int rank, Neighbour found) {
        successorRank = rank;
        neighbour = found;
        proposedBy(Source.SUCCESSORS, rank);
    }

    void byHistory(int rank) {
        historyRank = rank;
        proposedBy(Source.HISTORY, rank);
    }

    /** At one of the speeds; the best rank of all is kept. */
    void byPopularity(int rank) {
        popularityRank = popularityRank == 0 ? rank : Math.min(popularityRank, rank);
        proposedBy(Source.POPULARITY, rank);
    }

    /** As successor of the newest item alone; proposes nothing that the whole session did not. */
    void next(Neighbour found) {
        next = found;
    }

    private void proposedBy(Source proposer, int rank) {
        fusion += vote(rank);
        if (rank < bestRank) {
            bestRank = rank;
            source = proposer;
        }
    }

    /** Of a proposer for which it has this rank, from 1; 0 for none. */
    private static double vote(int rank) {
        return rank == 0 ? 0 : 1 / (RANK_OFFSET + rank);
    }

    int modelRank() {
        return modelRank;
    }

    float modelLogProbability() {
        return modelLogProbability;
    }

    int similarRank() {
        return similarRank;
    }

    float similarLogShare() {
        return similarLogShare;
    }

    int successorRank() {
        return successorRank;
    }

    int historyRank() {
        return historyRank;
    }

    Optional<Neighbour> neighbour() {
        return Optional.ofNullable(neighbour);
    }

    Optional<Neighbour> next() {
        return Optional.ofNullable(next);
    }

    /** Reciprocal rank fusion (Cormack et al., SIGIR 2009) of all who propose the item. */
    double fusion() {
        return fusion;
    }

    /** The same with one vote a proposer: popularity, which proposes at three speeds, has no more than the model. */
    double votes() {
        return vote(modelRank) + vote(popularityRank) + vote(similarRank) + vote(successorRank) + vote(historyRank);
    }

    /** Who proposed it at the best rank. */
    Source source() {
        return source;
    }
}
