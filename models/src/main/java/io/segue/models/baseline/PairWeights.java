package io.segue.models.baseline;

import java.util.Arrays;

/** Sums weights by ordered pair of rows: open addressing over primitive keys, since a large log has tens of millions. */
final class PairWeights {
    private static final long FREE = -1;
    private static final int CAPACITY_FIRST = 1 << 12;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long[] pairs = new long[CAPACITY_FIRST];
    private float[] weights = new float[CAPACITY_FIRST];
    private int size;

    PairWeights() {
        Arrays.fill(pairs, FREE);
    }

    /** What becomes of the weight of a pair. */
    interface Scale {
        float of(int from, int to, float weight);
    }

    /** What is done with a pair. */
    interface Visitor {
        void visit(int from, int to, float weight);
    }

    void add(int from, int to, float weight) {
        long pair = (long) from << Integer.SIZE | to;
        int slot = slot(pair);
        if (pairs[slot] == FREE) {
            pairs[slot] = pair;
            size++;
        }
        weights[slot] += weight;
        if (3L * size > 2L * pairs.length) {
            grow();
        }
    }

    private int slot(long pair) {
        int mask = pairs.length - 1;
        int slot = (int) ((pair * GOLDEN) >>> Integer.SIZE) & mask;
        while (pairs[slot] != FREE && pairs[slot] != pair) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldPairs = pairs;
        float[] oldWeights = weights;
        pairs = new long[Math.multiplyExact(2, oldPairs.length)];
        weights = new float[pairs.length];
        Arrays.fill(pairs, FREE);
        for (int i = 0; i < oldPairs.length; i++) {
            if (oldPairs[i] != FREE) {
                int slot = slot(oldPairs[i]);
                pairs[slot] = oldPairs[i];
                weights[slot] = oldWeights[i];
            }
        }
    }

    /** Replaces the weight of every pair. */
    void rescale(Scale scale) {
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] != FREE) {
                weights[i] = scale.of((int) (pairs[i] >>> Integer.SIZE), (int) pairs[i], weights[i]);
            }
        }
    }

    /** Shows every pair once, in no order that means anything. */
    void forEach(Visitor visitor) {
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] != FREE) {
                visitor.visit((int) (pairs[i] >>> Integer.SIZE), (int) pairs[i], weights[i]);
            }
        }
    }
}
