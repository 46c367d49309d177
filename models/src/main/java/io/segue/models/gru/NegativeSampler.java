package io.segue.models.gru;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws the items that a step's targets compete with, in proportion to {@code count^alpha}, and knows how likely each
 * item is to take part in a step: as a draw or as another session's target. Scores are corrected by the logarithm of
 * that (logQ; Bengio and Senécal 2008, Yi et al., RecSys 2019), so that the expected loss is that of all items.
 */
final class NegativeSampler {
    private final int draws;
    private final double[] cumulative;
    /** Logarithms of the probability that one draw, and one target, is another item. */
    private final double[] logNotDrawn;

    private final double[] logNotTarget;

    /**
     * A sampler.
     *
     * @param itemCounts interactions by item
     * @param draws per step; where it reaches the number of items all of them take part in every step
     */
    NegativeSampler(long[] itemCounts, int draws, double alpha) {
        this.draws = draws;
        this.cumulative = new double[itemCounts.length];
        this.logNotDrawn = new double[itemCounts.length];
        this.logNotTarget = new double[itemCounts.length];
        double weights = 0;
        for (int item = 0; item < itemCounts.length; item++) {
            weights += Math.pow((double) itemCounts[item], alpha);
            cumulative[item] = weights;
        }
        double interactions = (double) Arrays.stream(itemCounts).sum();
        for (int item = 0; item < itemCounts.length; item++) {
            logNotDrawn[item] = Math.log1p(-Math.pow((double) itemCounts[item], alpha) / weights);
            logNotTarget[item] = Math.log1p(-(double) itemCounts[item] / interactions);
        }
    }

    /** Whether every item takes part in every step. */
    boolean takesAll() {
        return draws >= cumulative.length;
    }

    /** Adds this step's draws to its rows. */
    void draw(RandomGenerator random, RowSet rows) {
        if (takesAll()) {
            for (int item = 0; item < cumulative.length; item++) {
                rows.add(item);
            }
            return;
        }
        double total = cumulative[cumulative.length - 1];
        for (int i = 0; i < draws; i++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * total);
            rows.add(Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1));
        }
    }

    /** Logarithm of the probability that the item takes part in a step with so many targets. */
    float logInclusion(int item, int targets) {
        if (takesAll()) {
            return 0;
        }
        return (float) Math.log(-Math.expm1(draws * logNotDrawn[item] + targets * logNotTarget[item]));
    }
}
