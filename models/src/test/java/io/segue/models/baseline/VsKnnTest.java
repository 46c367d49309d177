package io.segue.models.baseline;

import static io.segue.models.baseline.PositionWeight.EVEN;
import static io.segue.models.baseline.PositionWeight.HYPERBOLIC;
import static io.segue.models.baseline.PositionWeight.LINEAR;
import static io.segue.models.baseline.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.training.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VsKnnTest extends RetrieverContract {
    private static final VsKnnSettings PLAIN = new VsKnnSettings(100, 100, 20, LINEAR, EVEN, false);

    @Override
    Retriever fit(TrainingSet data) {
        return VsKnn.fit(data, VsKnnSettings.DEFAULT);
    }

    private static List<ScoredItem> propose(VsKnnSettings settings, String... itemIds) {
        return VsKnn.fit(Sessions.three(), settings).propose(session(300, itemIds), 10);
    }

    @Test
    void sumsTheSimilaritiesOfTheSessionsThatHoldAnItem() {
        // b weighs 1, a 1/2. Similar: abc 1.5, abd 1.5, bc 1.
        assertThat(propose(PLAIN, "a", "b"))
                .containsExactly(new ScoredItem("a", 3), new ScoredItem("c", 2.5f), new ScoredItem("d", 1.5f));
    }

    @Test
    void countsLessASessionThatSharesOldItemsOnly() {
        // a weighs 1, c 1/2. Similar: abc 1.5, abd 1, both matched by a; bc 1/2, matched by c, one back, so 1/4.
        assertThat(propose(new VsKnnSettings(100, 100, 20, LINEAR, HYPERBOLIC, false), "c", "a"))
                .containsExactly(new ScoredItem("b", 2.75f), new ScoredItem("c", 1.75f), new ScoredItem("d", 1));
    }

    @Test
    void countsRareItemsMore() {
        VsKnnSettings withIdf = new VsKnnSettings(100, 100, 20, LINEAR, EVEN, true);
        Map<String, Float> scores =
                propose(withIdf, "c", "b").stream().collect(Collectors.toMap(ScoredItem::itemId, ScoredItem::score));

        // idf: a and c ln(4/2) = 0.6931, b ln(4/3) = 0.2877, d ln(4/1) = 1.3863. b weighs 0.2877, c 0.3466.
        // Similar: abc 0.6343, abd 0.2877, bc 0.6343.
        assertThat(scores).containsOnlyKeys("a", "c", "d");
        assertThat(scores.get("c")).as("(0.6343 + 0.6343) * 0.6931").isCloseTo(0.87922f, within(1e-4f));
        assertThat(scores.get("a")).as("(0.6343 + 0.2877) * 0.6931").isCloseTo(0.63902f, within(1e-4f));
        assertThat(scores.get("d")).as("0.2877 * 1.3863").isCloseTo(0.39881f, within(1e-4f));
    }

    @Test
    void looksAtTheNewestSessionsOnly() {
        assertThat(propose(new VsKnnSettings(1, 1, 20, LINEAR, EVEN, false), "a", "b"))
                .as("bc alone, though it is the least similar")
                .containsExactly(new ScoredItem("c", 1));
    }

    @Test
    void takesTheNewerOfTwoNeighboursAlike() {
        assertThat(propose(new VsKnnSettings(100, 1, 20, LINEAR, EVEN, false), "a", "b"))
                .as("abd, as similar as abc")
                .containsExactly(new ScoredItem("a", 1.5f), new ScoredItem("d", 1.5f));
    }

    @Test
    void readsTheNewestItemsOnly() {
        assertThat(propose(new VsKnnSettings(100, 100, 1, LINEAR, EVEN, false), "d", "c"))
                .as("c alone: abc 1, bc 1")
                .containsExactly(new ScoredItem("b", 2), new ScoredItem("a", 1));
    }

    @Test
    void proposesNothingToASessionOfUnknownItems() {
        assertThat(propose(PLAIN, "x", "y")).isEmpty();
    }

    @Test
    void canProposeTheItemJustSeenWhereRepeatsAreKept() {
        TrainingSet data = Sessions.withRepeats(session(0, "a", "b"), session(100, "a", "a"));

        assertThat(VsKnn.fit(data, PLAIN).propose(session(300, "a"), 10))
                .containsExactly(new ScoredItem("a", 2), new ScoredItem("b", 1));
    }

    @Test
    void refusesMoreNeighboursThanSamples() {
        assertThatThrownBy(() -> new VsKnnSettings(10, 11, 20, LINEAR, EVEN, false))
                .hasMessage("segue.baseline.vsknn.neighbours.max is 11, but must be within"
                        + " [1, segue.baseline.vsknn.samples.max = 10]");
    }
}
