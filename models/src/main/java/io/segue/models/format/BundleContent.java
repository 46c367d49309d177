package io.segue.models.format;

import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.KnownItems;
import java.util.List;

/** All that is written into a bundle. The card's vocabulary hash is filled in by the writer. */
public record BundleContent(ModelCard card, KnownItems items, List<Tensor> tensors, List<GoldenCase> golden) {}
