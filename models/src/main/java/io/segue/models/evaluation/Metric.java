package io.segue.models.evaluation;

import java.util.Locale;

/** What a rank is worth at a cut-off, where one item is relevant: the next one. */
public enum Metric {
    /** Whether the item is in the list; with one relevant item the same as the hit rate. */
    RECALL {
        @Override
        double ofHit(int rank) {
            return 1;
        }
    },
    /** One over the rank. */
    MRR {
        @Override
        double ofHit(int rank) {
            return 1.0 / rank;
        }
    },
    /** One over the logarithm of the rank; the ideal list has 1. */
    NDCG {
        @Override
        double ofHit(int rank) {
            return Math.log(2) / Math.log(rank + 1.0);
        }
    };

    abstract double ofHit(int rank);

    /**
     * The value of a rank.
     *
     * @param rank from 1; {@link Ranks#MISS} where the item was not proposed
     */
    public double of(int rank, int cutoff) {
        return rank <= cutoff ? ofHit(rank) : 0;
    }

    /** As figures name it: {@code recallAt20}. */
    public String at(int cutoff) {
        return name().toLowerCase(Locale.ROOT) + "At" + cutoff;
    }
}
