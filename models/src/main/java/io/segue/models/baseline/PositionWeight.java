package io.segue.models.baseline;

/** How much an item of the current session counts, the less the longer ago it was seen. */
public enum PositionWeight {
    /** All the same. */
    EVEN,
    /** From 1 for the newest item down by equal steps, in a session of n items to 1/n. */
    LINEAR,
    /** The square of {@link #LINEAR}. */
    QUADRATIC,
    /** 1, 1/2, 1/3 and so on ("div" in Ludewig and Jannach). */
    HYPERBOLIC;

    /**
     * The weight of one item.
     *
     * @param stepsBack 0 for the newest item
     * @param itemsCount items of the session
     */
    float of(int stepsBack, int itemsCount) {
        float linear = (float) (itemsCount - stepsBack) / itemsCount;
        return switch (this) {
            case EVEN -> 1;
            case LINEAR -> linear;
            case QUADRATIC -> linear * linear;
            case HYPERBOLIC -> 1f / (stepsBack + 1);
        };
    }
}
