package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NegativeSamplerTest {
    private static final long[] COUNTS = {100, 25, 9, 4, 1, 1};

    @Test
    void knowsHowLikelyEachItemTakesPart() {
        NegativeSampler sampler = new NegativeSampler(COUNTS, 3, 0.5);
        SplittableRandom random = new SplittableRandom(1);
        int[] drawn = new int[COUNTS.length];
        int steps = 20_000;
        RowSet rows = new RowSet(COUNTS.length);
        for (int step = 0; step < steps; step++) {
            rows.clear();
            sampler.draw(random, rows);
            for (int row : rows.toArray()) {
                drawn[row]++;
            }
        }

        for (int item = 0; item < COUNTS.length; item++) {
            assertThat(drawn[item] / (double) steps)
                    .as("item %d", item)
                    .isCloseTo(Math.exp(sampler.logInclusion(item, 0)), within(0.015));
        }
    }

    @Test
    void countsTheTargetsOfOtherSessionsIn() {
        NegativeSampler sampler = new NegativeSampler(COUNTS, 1, 0);

        double absent = 5.0 / 6 * Math.pow(1 - 25.0 / 140, 4);
        assertThat(Math.exp(sampler.logInclusion(1, 4))).isCloseTo(1 - absent, within(1e-6));
    }

    @Test
    void takesAllItemsWhereThereAreNoMoreThanDraws() {
        NegativeSampler sampler = new NegativeSampler(COUNTS, 6, 0.5);
        RowSet rows = new RowSet(COUNTS.length);

        sampler.draw(new SplittableRandom(1), rows);

        assertThat(rows.toArray()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(sampler.logInclusion(5, 2)).isZero();
    }
}
