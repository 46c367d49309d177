package io.segue.operators.ranking;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.live.ServedList;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Test, then train: each interaction that goes on with a session first tests the list that was last shown there with a
 * model's help, beside the list that popularity shows at that moment (which already knows the events since, so the
 * control is a strong one). A repeat of the item just seen is a test only where lists may hold it.
 */
final class Prequential {
    private final TurnAnswers answers;
    private final Counter tests;
    private final Counter hitsModel;
    private final Counter hitsPopularity;

    Prequential(TurnAnswers answers, Accounting accounting, MetricGroup group) {
        this.answers = answers;
        tests = accounting.show(MetricNames.PREQUENTIAL_TESTS, group);
        hitsModel = accounting.show(MetricNames.PREQUENTIAL_HITS_GRU, group);
        hitsPopularity = accounting.show(MetricNames.PREQUENTIAL_HITS_POPULARITY, group);
        group.gauge(MetricNames.PREQUENTIAL_RECALL_GRU, (Gauge<Double>) () -> share(hitsModel));
        group.gauge(MetricNames.PREQUENTIAL_RECALL_POPULARITY, (Gauge<Double>) () -> share(hitsPopularity));
    }

    /** @param served the list last shown in the session of the interaction */
    void test(ServedList served, String itemId) {
        if (served.isEmpty() || !served.byModel() || !answers.canHoldAfter(served.afterItemId(), itemId)) {
            return;
        }
        tests.inc();
        if (served.itemIds().contains(itemId)) {
            hitsModel.inc();
        }
        if (answers.popularAfter(served.afterItemId()).contains(itemId)) {
            hitsPopularity.inc();
        }
    }

    private double share(Counter hits) {
        return tests.getCount() == 0 ? 0 : (double) hits.getCount() / tests.getCount();
    }
}
