package io.segue.models.gru;

import io.segue.models.format.ModelCard;
import io.segue.models.vocabulary.ContentVocabulary;
import java.util.Set;
import java.util.stream.Collectors;

/** A network's shape as a bundle's card states it. */
public final class GruCard {
    private GruCard() {}

    static ModelCard.Network network(GruShape shape) {
        return new ModelCard.Network(
                shape.embedding().name(),
                shape.contextInputs().stream().map(Enum::name).toList(),
                shape.contextFusion().name(),
                shape.hasMemory());
    }

    static ModelCard.Dimensions dimensions(GruShape shape, ContentVocabulary content) {
        return new ModelCard.Dimensions(
                shape.hiddenSize(),
                shape.itemsCount(),
                shape.oovBuckets(),
                content.values().size(),
                content.bucketsPerSlot(),
                content.vectorLength(),
                shape.copyEvents());
    }

    /**
     * The shape that a card states.
     *
     * @throws IllegalArgumentException if there can be no such network
     */
    public static GruShape shape(ModelCard.Network network, ModelCard.Dimensions dimensions) {
        Set<ContextInput> contextInputs =
                network.contextInputs().stream().map(ContextInput::valueOf).collect(Collectors.toSet());
        return new GruShape(
                dimensions.hiddenSize(),
                dimensions.itemsCount(),
                dimensions.oovBuckets(),
                ContentVocabulary.rowsCount(
                        dimensions.contentValues(), dimensions.contentBuckets(), dimensions.contentVector()),
                dimensions.copyEvents(),
                ItemEmbedding.valueOf(network.itemEmbedding()),
                contextInputs,
                ContextFusion.valueOf(network.contextFusion()),
                network.memory());
    }
}
