package io.segue.models.rank;

import java.util.List;

/**
 * The answer to one turn.
 *
 * @param items best first
 * @param candidates how many items they were chosen from
 */
public record RankedList(List<RankedItem> items, int candidates) {
    public RankedList {
        items = List.copyOf(items);
    }
}
