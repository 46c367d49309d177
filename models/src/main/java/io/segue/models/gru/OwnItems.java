package io.segue.models.gru;

import io.segue.models.serving.ModelRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The items that the sessions of a batch hold themselves, which get a bonus. Their scores are fetched apart: without it
 * they may be below those of the list, with it above, or the other way round.
 *
 * @param items of each row of the packed batch, those that are candidates
 * @param candidates of each row, their places among the candidates, filled up with zeros
 * @param width items that the longest row has, 0 where none has any
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record OwnItems(List<List<CopiedItem>> items, long[] candidates, int width) {

    /**
     * Finds them.
     *
     * @param candidateOf an item's place among the candidates, or -1
     */
    static OwnItems of(List<ModelRequest> batch, PackedBatch packed, int eventsMax, ToIntFunction<String> candidateOf) {
        List<List<CopiedItem>> items = new ArrayList<>(batch.size());
        int width = 0;
        for (int request : packed.order()) {
            ModelRequest asked = batch.get(request);
            List<CopiedItem> own = new ArrayList<>();
            int newest = asked.tail().events().size() - 1;
            for (CopiedItem item : CopiedItem.of(asked.tail(), newest, eventsMax)) {
                if (candidateOf.applyAsInt(item.itemId()) >= 0) {
                    own.add(item);
                }
            }
            items.add(own);
            width = Math.max(width, own.size());
        }
        long[] candidates = new long[packed.paddedRows() * width];
        for (int row = 0; row < items.size(); row++) {
            for (int i = 0; i < items.get(row).size(); i++) {
                candidates[row * width + i] =
                        candidateOf.applyAsInt(items.get(row).get(i).itemId());
            }
        }
        return new OwnItems(items, candidates, width);
    }
}
