package io.segue.models.gru;

/**
 * What the items of a session itself get on top of their scores: {@code T[k] + G[bin] + Y[type] + h Q[k]} for an item
 * last seen k events ago. Computed on the Java side: a session has a few of them.
 */
final class CopyHead {
    private final int hiddenSize;
    private final int eventsMax;
    private final float[] byDistance;
    private final float[] byGap;
    private final float[] byType;
    private final float[] byState;

    CopyHead(GruWeights weights) {
        GruShape shape = weights.shape();
        this.hiddenSize = shape.hiddenSize();
        this.eventsMax = shape.copyEvents();
        this.byDistance = values(weights, GruShape.COPY_DISTANCE);
        this.byGap = values(weights, GruShape.COPY_GAP);
        this.byType = values(weights, GruShape.COPY_TYPE);
        this.byState = values(weights, GruShape.COPY_HIDDEN);
    }

    private static float[] values(GruWeights weights, String name) {
        return weights.shape().hasCopy() ? weights.values(name).clone() : new float[0];
    }

    /** How far back a session is looked through, 0 for not at all. */
    int eventsMax() {
        return eventsMax;
    }

    /**
     * The bonus of one item.
     *
     * @param outputs holds what the state gives out, H values from {@code at} on
     */
    float bonus(CopiedItem item, float[] outputs, int at) {
        float sum = byDistance[item.distance()] + byGap[item.gapBin()] + byType[item.type()];
        int from = item.distance() * hiddenSize;
        for (int unit = 0; unit < hiddenSize; unit++) {
            sum += byState[from + unit] * outputs[at + unit];
        }
        return sum;
    }
}
