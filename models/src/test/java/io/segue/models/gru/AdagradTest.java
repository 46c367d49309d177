package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdagradTest {
    private static final int ITEMS = 3;
    private static final int UNITS = 2;
    private static final int BUCKET = ITEMS * UNITS;

    private static float moveOf(Adagrad adagrad, GruWeights weights, int from) {
        float before = weights.values(GruShape.ITEMS)[from];
        adagrad.setLearningRate(1);
        adagrad.update(GruShape.ITEMS, from, new float[] {1}, 0, 1);
        return before - weights.values(GruShape.ITEMS)[from];
    }

    @Test
    void takesItsSumsWithTheRowsWhenItemsComeBetween() {
        GruWeights weights = Fixtures.weights(UNITS, ITEMS, 2, 1);
        Adagrad adagrad = new Adagrad(weights, 0);
        for (int i = 0; i < 8; i++) {
            moveOf(adagrad, weights, BUCKET);
        }
        GruWeights larger = weights.grown(weights.shape().withItems(ITEMS + 4));
        Adagrad grown = adagrad.grown(larger);

        assertThat(moveOf(grown, larger, BUCKET)).as("the first new item").isEqualTo(1);
        assertThat(moveOf(grown, larger, BUCKET + 4 * UNITS))
                .as("the bucket, after 9 steps of 1")
                .isCloseTo(1 / 3f, within(1e-5f));
    }

    @Test
    void goesOnFromSumsWithoutChangingThem() {
        GruWeights weights = Fixtures.weights(UNITS, ITEMS, 2, 1);
        Adagrad adagrad = new Adagrad(weights, 0);
        moveOf(adagrad, weights, 0);
        Adagrad.Sums sums = adagrad.sums();
        moveOf(adagrad, weights, 0);
        GruWeights others = weights.copy();
        float second = moveOf(new Adagrad(others, 0, sums), others, 0);

        assertThat(second).isCloseTo((float) Math.sqrt(0.5), within(1e-5f));
        GruWeights again = weights.copy();
        assertThat(moveOf(new Adagrad(again, 0, sums), again, 0)).isCloseTo(second, within(1e-5f));
    }
}
