package io.segue.operators.ranking;

import io.segue.models.rank.RankedList;
import io.segue.state.live.RankerState;
import io.segue.state.recommendation.ModelVersion;

/**
 * What a turn is answered with.
 *
 * @param after the user's state, this answer included
 * @param model that made the list, under its variant
 * @param isFused whether there was no ranker to order the proposals
 * @param fellBack whether the user's variant could not answer, so that the champion did
 * @param shadowsMissing lists of shadows that could not be made
 */
record TurnAnswer(
        RankerState after,
        RankedList list,
        ModelVersion model,
        boolean isFused,
        boolean fellBack,
        int shadowsMissing,
        String reason) {}
