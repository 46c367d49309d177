package io.segue.models.gru;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sizes of a network, and its tensors.
 *
 * @param hiddenSize H
 * @param itemsCount V, the items that can be recommended
 * @param oovBuckets rows behind them, for items without one of their own
 */
public record GruShape(int hiddenSize, int itemsCount, int oovBuckets) {
    /** [V + buckets, H]: what an item is as input, and its first V rows as output. */
    public static final String ITEMS = "items";
    /** [V]. */
    public static final String ITEM_BIAS = "item_bias";
    /** [H, 3H], gates in PyTorch's order: reset, update, new. */
    public static final String INPUT_GATES = "input_gates";
    /** [H, 3H]. */
    public static final String HIDDEN_GATES = "hidden_gates";
    /** [3H]. */
    public static final String INPUT_BIAS = "input_bias";
    /** [3H]. */
    public static final String HIDDEN_BIAS = "hidden_bias";
    /** [{@link #CONTEXT_ROWS}, 3H]: the tables of type, hour, day and gap, one below the other. */
    public static final String CONTEXT_GATES = "context_gates";

    public static final int GATES = 3;

    static final int CONTEXT_FEATURES = 4;
    static final int HOUR_ROW = InteractionType.count();
    static final int DAY_ROW = HOUR_ROW + ContextFeatures.HOURS;
    static final int GAP_ROW = DAY_ROW + ContextFeatures.DAYS;
    static final int CONTEXT_ROWS = GAP_ROW + ContextFeatures.GAP_BINS;

    /** Row numbers travel to the device as floats, which are exact up to here. */
    private static final int ROWS_MAX = 1 << 24;

    public GruShape {
        if (hiddenSize < 1 || itemsCount < 1 || oovBuckets < 1 || (long) itemsCount + oovBuckets > ROWS_MAX) {
            throw new IllegalArgumentException("a network of " + hiddenSize + " units, " + itemsCount + " items and "
                    + oovBuckets + " buckets is impossible: each must be at least 1, items and buckets at most "
                    + ROWS_MAX);
        }
    }

    public int rows() {
        return itemsCount + oovBuckets;
    }

    int gateUnits() {
        return GATES * hiddenSize;
    }

    /** The shape of every tensor, in the order of the file. */
    public Map<String, int[]> tensors() {
        Map<String, int[]> tensors = new LinkedHashMap<>();
        tensors.put(ITEMS, new int[] {rows(), hiddenSize});
        tensors.put(ITEM_BIAS, new int[] {itemsCount});
        tensors.put(INPUT_GATES, new int[] {hiddenSize, gateUnits()});
        tensors.put(HIDDEN_GATES, new int[] {hiddenSize, gateUnits()});
        tensors.put(INPUT_BIAS, new int[] {gateUnits()});
        tensors.put(HIDDEN_BIAS, new int[] {gateUnits()});
        tensors.put(CONTEXT_GATES, new int[] {CONTEXT_ROWS, gateUnits()});
        return tensors;
    }
}
