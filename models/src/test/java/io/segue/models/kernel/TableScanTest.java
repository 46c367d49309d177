package io.segue.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableScanTest {
    private static final int ROWS = 37;
    private static final float OFF = Float.NEGATIVE_INFINITY;

    static Stream<Kernel> kernels() {
        return Stream.of(Kernels.best(), Kernels.scalar());
    }

    /** Small whole numbers: sums are exact, and many are the same. */
    private static float[] values(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextInt(-2, 3);
        }
        return values;
    }

    private static float[] offsets(int columns, SplittableRandom random) {
        float[] offsets = Arrays.copyOf(values(columns, random), Panels.padded(columns));
        Arrays.fill(offsets, columns, offsets.length, OFF);
        for (int i = 0; i < columns / 3; i++) {
            offsets[random.nextInt(columns)] = OFF;
        }
        return offsets;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void keepsExactlyTheBestOfTwoTablesTheLowerColumnFirstWhereTheyAreTheSame(Kernel kernel) {
        SplittableRandom random = new SplittableRandom(1);
        for (int count : new int[] {1, 5, 20, 400}) {
            int inner = 1 + random.nextInt(6);
            float[] left = values(inner * 150, random);
            float[] right = values(inner * 40, random);
            float[] leftOffsets = offsets(150, random);
            float[] rightOffsets = offsets(40, random);
            float[] rows = values(ROWS * inner, random);
            TopColumns best = new TopColumns(ROWS, count);
            TableScan scan = new TableScan(kernel);

            scan.scan(rows, ROWS, Panels.of(left, inner, 150), leftOffsets, 0, best);
            scan.scan(rows, ROWS, Panels.of(right, inner, 40), rightOffsets, 150, best);

            for (int row = 0; row < ROWS; row++) {
                float[] scores = new float[190];
                for (int column = 0; column < 190; column++) {
                    float[] matrix = column < 150 ? left : right;
                    int width = column < 150 ? 150 : 40;
                    scores[column] = column < 150 ? leftOffsets[column] : rightOffsets[column - 150];
                    for (int i = 0; i < inner; i++) {
                        scores[column] += rows[row * inner + i] * matrix[i * width + column % 150];
                    }
                }
                assertThat(drained(best, row, count))
                        .as("top %d of row %d, seed 1", count, row)
                        .isEqualTo(sorted(scores, count));
            }
        }
    }

    private static List<String> drained(TopColumns best, int row, int count) {
        float[] values = new float[2 * count];
        best.drain(row, values, 0);
        return IntStream.range(0, count)
                .filter(rank -> values[rank] != OFF)
                .mapToObj(rank -> (int) values[count + rank] + ": " + values[rank])
                .toList();
    }

    private static List<String> sorted(float[] scores, int count) {
        return IntStream.range(0, scores.length)
                .boxed()
                .filter(column -> scores[column] != OFF)
                .sorted(Comparator.<Integer>comparingDouble(column -> -scores[column]))
                .limit(count)
                .map(column -> column + ": " + scores[column])
                .toList();
    }
}
