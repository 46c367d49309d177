package io.segue.models.rank;

import io.segue.state.recommendation.Source;
import java.util.List;

/**
 * A place of a ranked list.
 *
 * @param source who proposed the item at the best rank
 * @param because what speaks for it, strongest first
 */
public record RankedItem(String itemId, float score, Source source, List<String> because) {
    public RankedItem {
        because = List.copyOf(because);
    }
}
