package io.segue.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both kernels do. */
abstract class KernelContract {
    private static final int COLUMNS = 70;

    private final SplittableRandom random = new SplittableRandom(3);

    abstract Kernel kernel();

    private float[] values(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 100, 128})
    void multipliesRowsWithEveryColumn(int inner) {
        float[] matrix = values(inner * COLUMNS);
        Panels panels = Panels.of(matrix, inner, COLUMNS);
        for (int count = 1; count <= 9; count++) {
            float[] rows = values((count + 1) * inner);
            float[] products = new float[count * Panels.WIDTH];
            for (int panel = 0; panel < Panels.count(COLUMNS); panel++) {
                kernel().multiply(rows, inner, count, panels, panel, products);
                for (int row = 0; row < count; row++) {
                    for (int i = 0; i < Panels.WIDTH; i++) {
                        double expected = dot(rows, (row + 1) * inner, matrix, panel * Panels.WIDTH + i, inner);
                        assertThat(products[row * Panels.WIDTH + i])
                                .as("row %d of %d, column %d of panel %d", row, count, i, panel)
                                .isCloseTo((float) expected, within(1e-5f));
                    }
                }
            }
        }
    }

    /** Zero for a column behind the last. */
    private static double dot(float[] rows, int at, float[] matrix, int column, int inner) {
        double sum = 0;
        for (int i = 0; i < inner && column < COLUMNS; i++) {
            sum += (double) rows[at + i] * matrix[i * COLUMNS + column];
        }
        return sum;
    }

    @Test
    void givesARowTheSameProductsWhateverIsBesideIt() {
        int inner = 50;
        Panels panels = Panels.of(values(inner * COLUMNS), inner, COLUMNS);
        float[] rows = values(7 * inner);
        float[] together = new float[7 * Panels.WIDTH];
        float[] alone = new float[Panels.WIDTH];
        kernel().multiply(rows, 0, 7, panels, 1, together);

        for (int row = 0; row < 7; row++) {
            kernel().multiply(rows, row * inner, 1, panels, 1, alone);
            assertThat(alone)
                    .containsExactly(Arrays.copyOfRange(together, row * Panels.WIDTH, (row + 1) * Panels.WIDTH));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 7, 32})
    void addsWeightedRowsInTheirOrder(int count) {
        int width = 3 * Panels.WIDTH;
        float[] rows = values(10 * width);
        float[] weights = values(10 * count);
        float[] sums = values(count * width);
        float[] expected = sums.clone();
        for (int row = 2; row < 9; row++) {
            for (int i = 0; i < expected.length; i++) {
                expected[i] += weights[row * count + i / width] * rows[row * width + i % width];
            }
        }

        kernel().addRows(rows, width, 2, 9, weights, count, sums);

        assertThat(sums).as("to the same bit").containsExactly(expected);
    }

    @Test
    void seesAProductAboveTheThresholdInAnyPlace() {
        for (int place = 0; place < Panels.WIDTH; place++) {
            float[] products = new float[2 * Panels.WIDTH];
            float[] offsets = new float[Panels.WIDTH];
            products[Panels.WIDTH + place] = 1;
            offsets[place] = 0.5f;

            assertThat(kernel().anyAbove(products, Panels.WIDTH, offsets, 0, 1.25f))
                    .isTrue();
            assertThat(kernel().anyAbove(products, Panels.WIDTH, offsets, 0, 1.5f))
                    .as("the threshold itself is not above it")
                    .isFalse();
            assertThat(kernel().anyAbove(products, 0, offsets, 0, 1)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 33})
    void squashesAsTheDefinitionSays(int length) {
        float[] before = values(length + 2);
        for (int i = 0; i < before.length; i++) {
            before[i] *= 12;
        }
        before[length / 2 + 1] = -200;
        before[length] = 200;
        float[] sigmoids = before.clone();
        float[] tanhs = before.clone();

        kernel().sigmoid(sigmoids, 1, length);
        kernel().tanh(tanhs, 1, length);

        for (int i = 1; i <= length; i++) {
            assertThat(sigmoids[i]).isCloseTo((float) (1 / (1 + Math.exp(-before[i]))), within(1e-6f));
            assertThat(tanhs[i]).isCloseTo((float) Math.tanh(before[i]), within(1e-6f));
        }
        for (float[] after : new float[][] {sigmoids, tanhs}) {
            assertThat(after[0]).isEqualTo(before[0]);
            assertThat(after[length + 1]).isEqualTo(before[length + 1]);
        }
    }
}
