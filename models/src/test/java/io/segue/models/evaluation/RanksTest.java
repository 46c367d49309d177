package io.segue.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import java.util.List;
import org.junit.jupiter.api.Test;

class RanksTest {
    private static final List<ScoredItem> LIST = List.of(
            new ScoredItem("a", 9),
            new ScoredItem("b", 7),
            new ScoredItem("c", 7),
            new ScoredItem("d", 7),
            new ScoredItem("e", 1));

    @Test
    void countsTheItemsWithAtLeastTheScore() {
        assertThat(Ranks.of("a", LIST)).isEqualTo(1);
        assertThat(Ranks.of("e", LIST)).isEqualTo(5);
    }

    @Test
    void countsTiesAgainstTheModelWhereverTheItemStandsAmongThem() {
        assertThat(List.of(Ranks.of("b", LIST), Ranks.of("c", LIST), Ranks.of("d", LIST)))
                .containsOnly(4);
    }

    @Test
    void missesAnItemThatIsNotProposed() {
        assertThat(Ranks.of("z", LIST)).isEqualTo(Ranks.MISS);
        assertThat(Ranks.of("z", List.of())).isEqualTo(Ranks.MISS);
    }

    @Test
    void isWorthNothingBeyondTheCutoff() {
        for (Metric metric : Metric.values()) {
            assertThat(metric.of(5, 5)).isPositive();
            assertThat(metric.of(6, 5)).isZero();
            assertThat(metric.of(Ranks.MISS, 1_000)).isZero();
        }
    }

    @Test
    void isWorthWhatTheDefinitionsSay() {
        assertThat(Metric.RECALL.of(4, 20)).isEqualTo(1);
        assertThat(Metric.MRR.of(4, 20)).isEqualTo(0.25);
        assertThat(Metric.NDCG.of(1, 20)).isEqualTo(1);
        assertThat(Metric.NDCG.of(3, 20)).as("1 / log2(4)").isCloseTo(0.5, within(1e-12));
    }

    @Test
    void isNamedAsInTheFigures() {
        assertThat(Metric.NDCG.at(20)).isEqualTo("ndcgAt20");
    }
}
