package io.segue.state.prequential;

import io.segue.state.interaction.InteractionType;
import io.segue.state.recommendation.ModelVersion;

/**
 * What an interaction says of the list that its user had been shown: where on it, if at all, its item was.
 *
 * @param eventTimeMs of the interaction, epoch milliseconds
 * @param model that made the list
 * @param rank of the item on the list, 1 for the first; {@link #MISS}
 * @param source who had proposed the item, as consumers read it; empty for a miss
 * @param controlRank the same on the control's list; {@link #NOT_ASKED}
 * @param known whether the item was in the training of the model now in service
 * @param shadow whether the list was made beside the one shown, which is its control then
 */
public record ListTest(
        long eventTimeMs,
        ModelVersion model,
        int rank,
        String source,
        int controlRank,
        InteractionType type,
        boolean known,
        boolean shadow) {
    /** Rank of an item that is not on a list. */
    public static final int MISS = 0;
    /** Rank on a list that nobody made. */
    public static final int NOT_ASKED = -1;

    /** A test of a list that was shown. */
    public ListTest(
            long eventTimeMs,
            ModelVersion model,
            int rank,
            String source,
            int controlRank,
            InteractionType type,
            boolean known) {
        this(eventTimeMs, model, rank, source, controlRank, type, known, false);
    }

    public boolean isHit() {
        return rank != MISS;
    }

    public boolean hasControl() {
        return controlRank != NOT_ASKED;
    }
}
