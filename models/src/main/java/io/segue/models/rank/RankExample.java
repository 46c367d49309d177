package io.segue.models.rank;

/**
 * One turn whose next item is known and among the candidates.
 *
 * @param features [candidates, {@link RankFeature#count()}]
 * @param candidates how many
 * @param target which of them came next
 * @param weight what the example counts
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record RankExample(float[] features, int candidates, int target, float weight) {}
