package io.segue.operators.scoring;

import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import io.segue.state.session.HiddenState;
import io.segue.state.session.ServedList;
import java.util.ArrayList;
import java.util.List;

/** What a turn is answered with, and what the model remembers of it. */
record Answer(HiddenState hidden, ModelVersion model, List<RecommendedItem> items, Source source, String reason) {
    /** What the next interaction of the session will test. */
    ServedList served() {
        List<String> itemIds = new ArrayList<>(items.size());
        for (RecommendedItem item : items) {
            itemIds.add(item.itemId());
        }
        return new ServedList(itemIds, source);
    }
}
