package io.segue.models.rank;

import java.util.Arrays;

/**
 * Memory of a turn's features and sums, used for turn after turn: new arrays for each, 150 KB, would push out of the cache
 * what is known of the items. What a turn has of it lasts until its thread ranks the next one.
 */
final class RankScratch {
    private static final ThreadLocal<RankScratch> OF_THREAD = ThreadLocal.withInitial(RankScratch::new);

    private final FeatureColumns features = new FeatureColumns();
    private final FeatureColumns picked = new FeatureColumns();
    private float[] units = {};
    private float[][] added = {};

    private RankScratch() {}

    static RankScratch ofThisThread() {
        return OF_THREAD.get();
    }

    /** All zeros. */
    FeatureColumns features(int rows) {
        features.start(rows);
        return features;
    }

    /** Holding anything. */
    FeatureColumns picked() {
        return picked;
    }

    /** At least so long, holding anything. */
    float[] units(int length) {
        units = atLeast(length, units);
        return units;
    }

    /** At least so many, each at least so long and that far zero. */
    float[][] added(int count, int length) {
        if (added.length < count) {
            added = new float[count][0];
        }
        for (int i = 0; i < count; i++) {
            added[i] = atLeast(length, added[i]);
            Arrays.fill(added[i], 0, length, 0);
        }
        return added;
    }

    private static float[] atLeast(int length, float[] array) {
        return array.length < length ? new float[length] : array;
    }
}
