package io.segue.models.gru;

import java.util.random.RandomGenerator;

/** Which units are dropped in a training step; the others are as much larger as there are fewer. */
final class Dropout {
    private Dropout() {}

    /** A factor for each unit, zero where it is dropped; empty where none is. */
    static float[] factors(int units, double share, RandomGenerator random) {
        if (share == 0) {
            return new float[0];
        }
        float kept = (float) (1 / (1 - share));
        int threshold = (int) (share * (1L << Integer.SIZE) + Integer.MIN_VALUE);
        float[] factors = new float[units];
        for (int i = 0; i < units; i++) {
            factors[i] = random.nextInt() < threshold ? 0 : kept;
        }
        return factors;
    }
}
