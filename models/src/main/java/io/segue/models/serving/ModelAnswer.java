package io.segue.models.serving;

import io.segue.models.proposal.ScoredItem;
import java.util.List;

/**
 * What a model makes of one request.
 *
 * @param hidden the vector after the last input
 * @param items best first; fewer than asked for where no more are available
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ModelAnswer(float[] hidden, List<ScoredItem> items) {
    public ModelAnswer {
        items = List.copyOf(items);
    }
}
