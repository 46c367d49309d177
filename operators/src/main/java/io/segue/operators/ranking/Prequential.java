package io.segue.operators.ranking;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.live.ServedList;
import io.segue.state.live.ServedList.ShadowList;
import io.segue.state.prequential.ListTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Test, then train: each interaction first tests the list that was last shown in its session, beside the list that
 * popularity would have shown at that moment; then those that shadows made beside it, each against the list that was shown.
 * Only the first is counted here.
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
     * Tests the lists, where there are some that the item could have been on: first the one that was shown.
     *
     * @param served the list last shown in the session of the interaction
     * @param known whether the model in service was trained with the item
     */
    List<ListTest> test(ServedList served, Interaction interaction, boolean known) {
        String itemId = interaction.itemId();
        if (served.isEmpty()) {
            noList.inc();
            return List.of();
        }
        if (!answers.canHoldAfter(served.afterItemId(), itemId)) {
            repeats.inc();
            return List.of();
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
        if (served.shadows().isEmpty()) {
            return List.of(test);
        }
        List<ListTest> tests = new ArrayList<>(List.of(test));
        for (ShadowList shadow : served.shadows()) {
            tests.add(ofShadow(shadow, test, itemId));
        }
        return tests;
    }

    private static ListTest ofShadow(ShadowList shadow, ListTest shown, String itemId) {
        int rank = ServedList.rankOf(itemId, shadow.items());
        return new ListTest(
                shown.eventTimeMs(),
                shadow.model(),
                rank,
                rank == ListTest.MISS
                        ? ""
                        : shadow.items().get(rank - 1).source().code(),
                shown.rank(),
                shown.type(),
                shown.known(),
                true);
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
