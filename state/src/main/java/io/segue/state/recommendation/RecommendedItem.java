package io.segue.state.recommendation;

import static io.segue.state.settings.Requirements.require;

import java.util.List;

/**
 * One place of a list.
 *
 * @param rank 1 for the best
 * @param score comparable within one list only
 * @param because what speaks for the item, strongest first; empty where its source does not explain itself
 */
public record RecommendedItem(String itemId, int rank, double score, Source source, List<String> because) {
    public RecommendedItem {
        require(rank >= 1, "rank", rank, "at least 1");
        require(Double.isFinite(score), "score", score, "a finite number");
        because = List.copyOf(because);
    }
}
