package io.segue.operators.scoring;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.recommendation.Source;
import io.segue.state.session.ServedList;
import io.segue.state.session.UserState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Test, then train: each interaction that goes on with a session first tests the list that the model last showed there,
 * beside the list that popularity shows at that moment (which already knows the events since, so the control is a
 * strong one). A repeat of the item just seen is no test: neither list may hold it.
 */
final class Prequential {
    private final PopularityAnswers popularity;
    private final Counter tests;
    private final Counter hitsGru;
    private final Counter hitsPopularity;

    Prequential(PopularityAnswers popularity, Accounting accounting, MetricGroup group) {
        this.popularity = popularity;
        tests = accounting.show(MetricNames.PREQUENTIAL_TESTS, group);
        hitsGru = accounting.show(MetricNames.PREQUENTIAL_HITS_GRU, group);
        hitsPopularity = accounting.show(MetricNames.PREQUENTIAL_HITS_POPULARITY, group);
        group.gauge(MetricNames.PREQUENTIAL_RECALL_GRU, (Gauge<Double>) () -> share(hitsGru));
        group.gauge(MetricNames.PREQUENTIAL_RECALL_POPULARITY, (Gauge<Double>) () -> share(hitsPopularity));
    }

    void test(Turn turn) {
        UserState before = turn.step().before();
        ServedList served = before.served();
        if (served.isEmpty() || served.source() != Source.GRU || before.tail().isEmpty()) {
            return;
        }
        String itemId = turn.interaction().itemId();
        String justSeen = before.tail().newest().itemId();
        if (itemId.equals(justSeen)) {
            return;
        }
        tests.inc();
        if (served.itemIds().contains(itemId)) {
            hitsGru.inc();
        }
        if (popularity.wouldRecommend(itemId, justSeen)) {
            hitsPopularity.inc();
        }
    }

    private double share(Counter hits) {
        return tests.getCount() == 0 ? 0 : (double) hits.getCount() / tests.getCount();
    }
}
