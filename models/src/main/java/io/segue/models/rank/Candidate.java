package io.segue.models.rank;

import io.segue.state.live.Neighbour;
import io.segue.state.recommendation.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One item of the union, and who proposed it at which rank. Lives for one turn. */
final class Candidate {
    private static final double RANK_OFFSET = 10;

    private final String itemId;
    private int modelRank;
    private float modelLogProbability;
    private int similarRank;
    private float similarLogShare;
    private int successorRank;

    @Nullable
    private Neighbour neighbour;

    @Nullable
    private Neighbour next;

    private final double[] votes = new double[Source.values().length];
    private double fusion;
    private Source source = Source.POPULARITY;
    private int bestRank = Integer.MAX_VALUE;

    Candidate(String itemId) {
        this.itemId = itemId;
    }

    String itemId() {
        return itemId;
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

    /** As successor of the newest item alone; proposes nothing that the whole session did not. */
    void next(Neighbour found) {
        next = found;
    }

    /** Reciprocal rank fusion (Cormack et al., SIGIR 2009) of all who propose the item. */
    void proposedBy(Source proposer, int rank) {
        double vote = 1 / (RANK_OFFSET + rank);
        fusion += vote;
        votes[proposer.ordinal()] = Math.max(votes[proposer.ordinal()], vote);
        if (rank < bestRank) {
            bestRank = rank;
            source = proposer;
        }
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

    Optional<Neighbour> neighbour() {
        return Optional.ofNullable(neighbour);
    }

    Optional<Neighbour> next() {
        return Optional.ofNullable(next);
    }

    double fusion() {
        return fusion;
    }

    /** The same with one vote a proposer: popularity, which proposes at three speeds, has no more than the model. */
    double votes() {
        double sum = 0;
        for (double vote : votes) {
            sum += vote;
        }
        return sum;
    }

    /** Who proposed it at the best rank. */
    Source source() {
        return source;
    }
}
