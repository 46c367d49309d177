package io.segue.operators.turn;

import io.segue.state.release.VariantList;

/**
 * A variant that the user of a turn has.
 *
 * @param shadow whether its list is made and not shown
 * @param lane of its model: {@link #CHAMPION}, one of {@link ScoredTurn#lanes} counted from 1, or {@link #NO_MODEL}
 */
public record TurnVariant(String id, boolean shadow, VariantList list, int lane) {
    public static final int NO_MODEL = -1;
    public static final int CHAMPION = 0;
}
