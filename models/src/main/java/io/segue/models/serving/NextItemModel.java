package io.segue.models.serving;

import io.segue.models.rank.RankNetwork;
import io.segue.models.retrieval.Retriever;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.PastCounts;
import java.util.Optional;

/** A loaded and verified model. Immutable and thread safe; the weights are there once, however many scorers it has. */
public interface NextItemModel extends AutoCloseable {
    String version();

    int hiddenSize();

    /** Items that can be recommended. */
    int itemsCount();

    /** Whether it learned of an item by its id. */
    default boolean knows(String itemId) {
        return catalogue().items().containsKey(itemId);
    }

    /** Whether there is a vector that is not read: it is not of the length that the model was trained on. */
    default boolean ignoresVectorOf(ItemContent content) {
        return !content.vector().isEmpty();
    }

    /** Whether a session begins with what is left of its user's session before. */
    default boolean hasMemory() {
        return false;
    }

    /** As in {@code segue.model.device}: {@code cpu} or {@code cuda:N}. */
    String deviceName();

    /** Proposals from similar sessions; empty for a bundle without an index of sessions. */
    default Optional<Retriever> similar() {
        return Optional.empty();
    }

    /** What orders the proposals; empty for a bundle without a ranker. */
    default Optional<RankNetwork> ranker() {
        return Optional.empty();
    }

    /**
     * The counts at the end of its training, for a job that counts with such half-lives; none for one that doesn't, and
     * for a bundle without.
     */
    default PastCounts past(LiveSettings settings) {
        return PastCounts.NONE;
    }

    /** Content of its items as it was in training; nothing for a model without. */
    default ItemCatalogue catalogue() {
        return ItemCatalogue.EMPTY;
    }

    /** A new view with every item available, for one thread. */
    Scorer newScorer();

    /** Waits for running calls, then frees the weights. Calls that come later throw. */
    @Override
    void close();
}
