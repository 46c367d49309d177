package io.segue.models.rank;

/**
 * One turn whose next item is known and among the candidates.
 *
 * @param features [candidates, {@link RankFeature#count()}]
 * @param offsets [candidates], what each has on top of the network's score
 * @param target which of them came next
 * @param weight what the example counts
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RankExample(float[] features, float[] offsets, int target, float weight) {
    /** One of a network alone. */
    static RankExample plain(float[] features, int candidates, int target, float weight) {
        return new RankExample(features, new float[candidates], target, weight);
    }

    int candidates() {
        return offsets.length;
    }
}
