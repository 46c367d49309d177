package io.segue.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VectorBlocksTest {
    private static final int LENGTH = 100;
    private static final int AT = 3;

    @Test
    void movesByAdagradAsThePlainLoopDoes() {
        SplittableRandom random = new SplittableRandom(4);
        float[] gradient = new float[AT + LENGTH];
        float[] squares = new float[AT + LENGTH];
        float[] weights = new float[AT + LENGTH];
        for (int i = 0; i < weights.length; i++) {
            gradient[i] = (float) random.nextDouble(-1, 1);
            squares[i] = (float) random.nextDouble(0, 2);
            weights[i] = (float) random.nextDouble(-1, 1);
        }
        float[] sums = squares.clone();
        float[] moved = weights.clone();
        for (int i = AT; i < AT + LENGTH; i++) {
            sums[i] += gradient[i] * gradient[i];
            moved[i] -= 0.05f * gradient[i] / (float) Math.sqrt(sums[i] + 1e-8f);
        }

        VectorBlocks.adagrad(gradient, AT, LENGTH, squares, weights, AT, 0.05f);

        assertThat(squares).isEqualTo(sums);
        assertThat(weights).isEqualTo(moved);
    }
}
