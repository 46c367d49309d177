package io.segue.operators.ranking;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.live.ServedList;
import io.segue.state.prequential.ListTest;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Test, then train: each interaction first tests the list that was last shown in its session, beside the list that
 * popularity would have shown at that moment.
 * {@code answered = prequentialTests + untestedNoList + untestedRepeat + untestedOvertaken}.
 */
final class Prequential {
    private final TurnAnswers answers;
    private final Counter tests;
    private final Counter noList;
    private final Counter repeats;
    private final Counter overtaken;
    private final Counter hits;
    private final Counter controlTests;
    private final Counter hitsPopularity;

    Prequential(TurnAnswers answers, Accounting accounting, MetricGroup group) {
        this.answers = answers;
        tests = accounting.show(MetricNames.PREQUENTIAL_TESTS, group);
        noList = accounting.show(MetricNames.UNTESTED_NO_LIST, group);
        repeats = accounting.show(MetricNames.UNTESTED_REPEAT, group);
        overtaken = accounting.show(MetricNames.UNTESTED_OVERTAKEN, group);
        hits = accounting.show(MetricNames.PREQUENTIAL_HITS_GRU, group);
        controlTests = accounting.show(MetricNames.PREQUENTIAL_CONTROL_TESTS, group);
        hitsPopularity = accounting.show(MetricNames.PREQUENTIAL_HITS_POPULARITY, group);
        group.gauge(MetricNames.PREQUENTIAL_RECALL_GRU, (Gauge<Double>) () -> share(hits, tests));
        group.gauge(
                MetricNames.PREQUENTIAL_RECALL_POPULARITY, (Gauge<Double>) () -> share(hitsPopularity, controlTests));
    }

    /**
     * Tests a list, where there is one that the item could have been on.
     *
     * @param served the list last shown in the session of the interaction
     * @param known whether the model in service was trained with the item
     */
    Optional<ListTest> test(ServedList served, Interaction interaction, boolean known) {
        String itemId = interaction.itemId();
        if (served.isEmpty()) {
            noList.inc();
            return Optional.empty();
        }
        if (!answers.canHoldAfter(served.afterItemId(), itemId)) {
            repeats.inc();
            return Optional.empty();
        }
        int rank = served.rankOf(itemId);
        ListTest test = new ListTest(
                interaction.timestampMs(),
                served.model(),
                rank,
                rank == ListTest.MISS
                        ? ""
                        : served.items().get(rank - 1).source().code(),
                served.controlRankOf(itemId),
                interaction.type(),
                known);
        count(test);
        return Optional.of(test);
    }

    /** An interaction that was made before the list was shown tests none. */
    void overtaken() {
        overtaken.inc();
    }

    private void count(ListTest test) {
        tests.inc();
        if (test.isHit()) {
            hits.inc();
        }
        if (test.hasControl()) {
            controlTests.inc();
            if (test.controlRank() != ListTest.MISS) {
                hitsPopularity.inc();
            }
        }
    }

    private static double share(Counter part, Counter whole) {
        return whole.getCount() == 0 ? 0 : (double) part.getCount() / whole.getCount();
    }
}
