package io.segue.models.format;

import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.KnownItems;
import java.util.List;

/**
 * All that is written into a bundle. The card's vocabulary hash is filled in by the writer.
 *
 * @param tensors of the network
 * @param retrieval tensors of what there is beside it; empty where the card says that there is nothing
 * @param optimizer tensors of the optimizer's sums; empty for a bundle without
 */
public record BundleContent(
        ModelCard card,
        KnownItems items,
        List<Tensor> tensors,
        List<GoldenCase> golden,
        List<Tensor> retrieval,
        List<Tensor> optimizer) {
    public BundleContent {
        if (card.retrieval().isNone() != retrieval.isEmpty()) {
            throw new IllegalArgumentException(
                    "the card says " + card.retrieval() + ", but there are " + retrieval.size() + " tensors of it");
        }
    }
}
