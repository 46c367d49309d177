package io.segue.operators.ranking;

import io.segue.models.rank.RankedList;
import io.segue.state.live.RankerState;

/**
 * What a turn is answered with.
 *
 * @param after the user's state, this answer included
 * @param isFused whether there was no ranker to order the proposals
 */
record TurnAnswer(RankerState after, RankedList list, boolean isFused, String reason) {}
