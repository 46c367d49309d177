package io.segue.models.recommender;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.training.TrainingTurn;
import java.util.List;

/**
 * What a recommender answers one session of its training data.
 *
 * @param turn the session up to its end
 * @param items best first
 */
public record SampleList(TrainingTurn turn, List<ScoredItem> items) {
    public SampleList {
        items = List.copyOf(items);
    }
}
