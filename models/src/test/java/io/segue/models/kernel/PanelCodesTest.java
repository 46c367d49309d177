package io.segue.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PanelCodesTest {
    private static final int ROWS = 1;
    private static final int LISTED = 5;
    private static final float OFF = Float.NEGATIVE_INFINITY;

    private final SplittableRandom random = new SplittableRandom(17);
    private final Kernel kernel = Kernels.best();

    enum Weights {
        EVEN,
        SKEWED,
        OUTLIERS,
        TINY,
        HUGE,
        ALIKE,
        MANY_ZEROS,
        ALL_PARALLEL;

        float value(int place, int column, SplittableRandom random) {
            double even = random.nextDouble(-1, 1);
            return (float)
                    switch (this) {
                        case EVEN -> even;
                        case SKEWED -> even * Math.pow(10, column % 7 - 3);
                        case OUTLIERS -> random.nextInt(50) == 0 ? 1e6 : even;
                        case TINY -> even * 1e-30;
                        case HUGE -> even * 1e25;
                        case ALIKE -> (place % 5 - 2) * (column % 3);
                        case MANY_ZEROS -> column % 4 == 0 ? even : 0;
                        case ALL_PARALLEL -> 127;
                    };
        }
    }

    private static float[] values(int length, IntToDoubleFunction value) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) value.applyAsDouble(i);
        }
        return values;
    }

    private float[] offsets(int columns) {
        float[] offsets = new float[Panels.padded(columns)];
        Arrays.fill(offsets, OFF);
        for (int i = 0; i < columns; i++) {
            offsets[i] = random.nextInt(10) == 0 ? OFF : random.nextInt(3) - 1;
        }
        return offsets;
    }

    @ParameterizedTest
    @EnumSource(Weights.class)
    void listsBitByBitWhatAScanOfAllLists(Weights weights) {
        for (int inner : new int[] {1, 7, 32, 33, 100, 128, 300}) {
            for (int columns : new int[] {1, 32, 33, 64, 65, 1_000}) {
                float[] matrix = values(inner * columns, i -> weights.value(i / columns, i % columns, random));
                float[] rows = values(ROWS * inner, i -> weights.value(i % inner, i / inner, random));
                Arrays.fill(rows, 0, random.nextInt(10) == 0 ? inner : 0, 0);
                Panels panels = Panels.of(matrix, inner, columns);
                float[] offsets = offsets(columns);
                TopColumns expected = new TopColumns(ROWS, LISTED);
                TopColumns best = new TopColumns(ROWS, LISTED);

                new TableScan(kernel).scan(rows, ROWS, panels, offsets, 0, expected);
                new TableScan(kernel).scan(rows, ROWS, panels, new PanelCodes(panels), offsets, 0, best);

                for (int row = 0; row < ROWS; row++) {
                    assertThat(drained(best, row))
                            .as("row %d of %s, %d x %d", row, weights, inner, columns)
                            .containsExactly(drained(expected, row));
                }
            }
        }
    }

    private static float[] drained(TopColumns best, int row) {
        float[] values = new float[2 * LISTED];
        best.drain(row, values, 0);
        return values;
    }

    @ParameterizedTest
    @EnumSource(
            value = Weights.class,
            names = {"HUGE"},
            mode = EnumSource.Mode.EXCLUDE)
    void neverBoundsAProductTooLow(Weights weights) {
        CodeKernel loops = kernel.codes().orElseThrow();
        short[] products = new short[PanelCodes.WIDTH];
        for (int inner : new int[] {1, 31, 64, 128, 1_024}) {
            float[] matrix = values(inner * 32, i -> weights.value(i / 32, i % 32, random));
            float[] row = values(inner, i -> weights.value(i, 1, random));
            Panels panels = Panels.of(matrix, inner, 32);
            PanelCodes codes = new PanelCodes(panels);
            CodedRow coded = CodedRow.of(row, 0, codes);
            loops.multiply(coded, codes, 0, products);
            for (int column = 0; column < 32; column++) {
                double product = 0;
                for (int i = 0; i < inner; i++) {
                    product += (double) row[i] * matrix[i * 32 + column];
                }
                float[] only = new float[32];
                Arrays.fill(only, OFF);
                only[column] = 0;
                float below = Math.nextDown((float) product);
                assertThat(loops.anyAbove(products, coded, codes, 0, only, below))
                        .as("column %d of %s, %d inner", column, weights, inner)
                        .isTrue();
            }
        }
    }

    @Test
    void readsFewPanelsOfALargeTable() {
        int inner = 64;
        int columns = 20_000;
        float[] even = values(inner * columns, i -> random.nextDouble(-1, 1));
        // A few long columns, as popular items are, and the others ever shorter.
        float[] trained = values(inner * columns, i -> random.nextDouble(-1, 1) / Math.sqrt(1 + i % columns));
        float[] offsets = values(Panels.padded(columns), i -> 0);
        float[] rows = values(ROWS * inner, i -> random.nextDouble(-1, 1));

        assertThat(partSkipped(even, inner, columns, rows, offsets)).isGreaterThan(0.75);
        assertThat(partSkipped(trained, inner, columns, rows, offsets)).isGreaterThan(0.95);
    }

    private double partSkipped(float[] matrix, int inner, int columns, float[] rows, float[] offsets) {
        Panels panels = Panels.of(matrix, inner, columns);
        TableScan scan = new TableScan(kernel);
        scan.scan(rows, ROWS, panels, new PanelCodes(panels), offsets, 0, new TopColumns(ROWS, LISTED));
        return (double) scan.skipped() / (ROWS * Panels.count(columns));
    }

    @Test
    void codesOnlyTablesThatNoCacheHolds() {
        assertThat(PanelCodes.servingBytes(128, 1_000)).isZero();
        assertThat(PanelCodes.servingBytes(128, 1_000_000)).isEqualTo(132_000_000);
        assertThat(PanelCodes.of(new Panels(128, 1_000), kernel)).isEmpty();
        assertThat(PanelCodes.of(new Panels(128, 40_000), kernel)).isPresent();
        assertThat(PanelCodes.of(new Panels(128, 40_000), Kernels.scalar())).isEmpty();
    }
}
