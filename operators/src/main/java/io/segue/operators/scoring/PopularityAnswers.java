package io.segue.operators.scoring;

import io.segue.state.popularity.DecayedMass;
import io.segue.state.popularity.PopularityTable;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import io.segue.state.session.HiddenState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Answers turns by streaming popularity: before there is a model, and as the control beside it. */
final class PopularityAnswers {
    private final PopularityTable popularity;
    private final Set<String> withdrawnItems;
    private final int listLength;
    private final long halfLifeMs;

    PopularityAnswers(PopularityTable popularity, Set<String> withdrawnItems, int listLength, long halfLifeMs) {
        this.popularity = popularity;
        this.withdrawnItems = withdrawnItems;
        this.listLength = listLength;
        this.halfLifeMs = halfLifeMs;
    }

    /** @param reason why no model answers */
    Answer answer(Turn turn, String reason) {
        List<RecommendedItem> items = new ArrayList<>(listLength);
        for (PopularityTable.Entry entry : top(turn.interaction().itemId())) {
            double count =
                    DecayedMass.countAt(entry.log2Mass(), turn.interaction().timestampMs(), halfLifeMs);
            items.add(new RecommendedItem(entry.itemId(), items.size() + 1, count, Source.POPULARITY, List.of()));
        }
        return new Answer(
                HiddenState.NONE,
                new ModelVersion(ModelVersion.NONE, ModelVersion.CHAMPION),
                items,
                Source.POPULARITY,
                items.isEmpty() ? reason + "; nothing is popular yet" : reason + "; popular now");
    }

    /** Whether {@code itemId} is on the list that popularity would show to someone who just saw {@code justSeen}. */
    boolean wouldRecommend(String itemId, String justSeen) {
        for (PopularityTable.Entry entry : top(justSeen)) {
            if (entry.itemId().equals(itemId)) {
                return true;
            }
        }
        return false;
    }

    private List<PopularityTable.Entry> top(String justSeen) {
        return popularity.top(listLength, itemId -> !itemId.equals(justSeen) && !withdrawnItems.contains(itemId));
    }
}
