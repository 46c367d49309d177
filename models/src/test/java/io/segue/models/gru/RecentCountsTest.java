package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentCountsTest {
    @Test
    void forgetsEventsThatAreNotAmongTheNewest() {
        RecentCounts counts = new RecentCounts(2);
        counts.grow(2);
        counts.add(0);
        counts.add(0);
        counts.add(1);
        assertThat(counts.counts()).containsExactly(2, 2);
    }

    @Test
    void countsNewItemsOnce() {
        RecentCounts counts = new RecentCounts(10);
        counts.grow(1);
        counts.add(0);
        counts.grow(3);
        assertThat(counts.counts()).containsExactly(2, 1, 1);
    }
}
