package io.segue.models.kernel;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * By the vector API. Loaded only where the module jdk.incubator.vector is. Two vectors of columns times four rows: eight
 * sums in registers, which every x86 and ARM has; more of them were no faster.
 */
final class VectorKernel implements Kernel {
    /** As wide as the machine prefers, but two of them in a panel. */
    private static final VectorSpecies<Float> SPECIES = 2 * FloatVector.SPECIES_PREFERRED.length() <= Panels.WIDTH
            ? FloatVector.SPECIES_PREFERRED
            : FloatVector.SPECIES_512;

    private static final FloatVector ONES = FloatVector.broadcast(SPECIES, 1);
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;
    private static final int SUMS = 4;
    private static final int CODES_BITS_MIN = 128;
    private static final int CODES_BITS_MAX = 512;
    /** Not by the vectors of 64 bits that a JVM without its second compiler prefers, nor by any longer than a pair of panels. */
    private static final Optional<CodeKernel> CODES = FloatVector.SPECIES_PREFERRED.vectorBitSize() >= CODES_BITS_MIN
                    && FloatVector.SPECIES_PREFERRED.vectorBitSize() <= CODES_BITS_MAX
            ? Optional.of(new VectorCodeKernel())
            : Optional.empty();

    @Override
    public String name() {
        return "vector-" + SPECIES.vectorBitSize();
    }

    @Override
    public void multiply(float[] rows, int at, int count, Panels panels, int panel, float[] products) {
        int inner = panels.inner();
        float[] values = panels.values();
        int start = panels.start(panel);
        int row = 0;
        for (; row + ROWS <= count; row += ROWS) {
            for (int column = 0; column < Panels.WIDTH; column += 2 * LANES) {
                fourRows(rows, at + row * inner, inner, values, start + column, products, row * Panels.WIDTH + column);
            }
        }
        for (; row < count; row++) {
            for (int column = 0; column < Panels.WIDTH; column += 2 * LANES) {
                oneRow(rows, at + row * inner, inner, values, start + column, products, row * Panels.WIDTH + column);
            }
        }
    }

    private static void fourRows(float[] rows, int at, int inner, float[] values, int start, float[] products, int to) {
        FloatVector left0 = FloatVector.zero(SPECIES);
        FloatVector left1 = left0;
        FloatVector left2 = left0;
        FloatVector left3 = left0;
        FloatVector right0 = left0;
        FloatVector right1 = left0;
        FloatVector right2 = left0;
        FloatVector right3 = left0;
        int row1 = at + inner;
        int row2 = row1 + inner;
        int row3 = row2 + inner;
        for (int i = 0, place = start; i < inner; i++, place += Panels.WIDTH) {
            FloatVector left = FloatVector.fromArray(SPECIES, values, place);
            FloatVector right = FloatVector.fromArray(SPECIES, values, place + LANES);
            FloatVector value0 = FloatVector.broadcast(SPECIES, rows[at + i]);
            left0 = left.fma(value0, left0);
            right0 = right.fma(value0, right0);
            FloatVector value1 = FloatVector.broadcast(SPECIES, rows[row1 + i]);
            left1 = left.fma(value1, left1);
            right1 = right.fma(value1, right1);
            FloatVector value2 = FloatVector.broadcast(SPECIES, rows[row2 + i]);
            left2 = left.fma(value2, left2);
            right2 = right.fma(value2, right2);
            FloatVector value3 = FloatVector.broadcast(SPECIES, rows[row3 + i]);
            left3 = left.fma(value3, left3);
            right3 = right.fma(value3, right3);
        }
        store(left0, right0, products, to);
        store(left1, right1, products, to + Panels.WIDTH);
        store(left2, right2, products, to + 2 * Panels.WIDTH);
        store(left3, right3, products, to + 3 * Panels.WIDTH);
    }

    private static void oneRow(float[] rows, int at, int inner, float[] values, int start, float[] products, int to) {
        FloatVector left = FloatVector.zero(SPECIES);
        FloatVector right = left;
        for (int i = 0, place = start; i < inner; i++, place += Panels.WIDTH) {
            FloatVector value = FloatVector.broadcast(SPECIES, rows[at + i]);
            left = FloatVector.fromArray(SPECIES, values, place).fma(value, left);
            right = FloatVector.fromArray(SPECIES, values, place + LANES).fma(value, right);
        }
        store(left, right, products, to);
    }

    private static void store(FloatVector left, FloatVector right, float[] products, int to) {
        left.intoArray(products, to);
        right.intoArray(products, to + LANES);
    }

    @Override
    public void addRows(float[] rows, int width, int first, int end, float[] weights, int count, float[] sums) {
        RowSums all = new RowSums(rows, width, weights, count, sums);
        for (int column = 0; column < width; column += 2 * LANES) {
            int sum = 0;
            for (; sum + SUMS <= count; sum += SUMS) {
                all.addToFour(sum, column, first, end);
            }
            for (; sum < count; sum++) {
                all.addToOne(sum, column, first, end);
            }
        }
    }

    /** By a product and then a sum: an fma rounds once where the scalar kernel rounds twice. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record RowSums(float[] rows, int width, float[] weights, int count, float[] sums) {
        private void addToFour(int sum, int column, int first, int end) {
            int to0 = sum * width + column;
            int to1 = to0 + width;
            int to2 = to1 + width;
            int to3 = to2 + width;
            FloatVector left0 = FloatVector.fromArray(SPECIES, sums, to0);
            FloatVector left1 = FloatVector.fromArray(SPECIES, sums, to1);
            FloatVector left2 = FloatVector.fromArray(SPECIES, sums, to2);
            FloatVector left3 = FloatVector.fromArray(SPECIES, sums, to3);
            FloatVector right0 = FloatVector.fromArray(SPECIES, sums, to0 + LANES);
            FloatVector right1 = FloatVector.fromArray(SPECIES, sums, to1 + LANES);
            FloatVector right2 = FloatVector.fromArray(SPECIES, sums, to2 + LANES);
            FloatVector right3 = FloatVector.fromArray(SPECIES, sums, to3 + LANES);
            for (int row = first; row < end; row++) {
                FloatVector left = FloatVector.fromArray(SPECIES, rows, row * width + column);
                FloatVector right = FloatVector.fromArray(SPECIES, rows, row * width + column + LANES);
                int weight = row * count + sum;
                FloatVector weight0 = FloatVector.broadcast(SPECIES, weights[weight]);
                left0 = left0.add(left.mul(weight0));
                right0 = right0.add(right.mul(weight0));
                FloatVector weight1 = FloatVector.broadcast(SPECIES, weights[weight + 1]);
                left1 = left1.add(left.mul(weight1));
                right1 = right1.add(right.mul(weight1));
                FloatVector weight2 = FloatVector.broadcast(SPECIES, weights[weight + 2]);
                left2 = left2.add(left.mul(weight2));
                right2 = right2.add(right.mul(weight2));
                FloatVector weight3 = FloatVector.broadcast(SPECIES, weights[weight + 3]);
                left3 = left3.add(left.mul(weight3));
                right3 = right3.add(right.mul(weight3));
            }
            store(left0, right0, sums, to0);
            store(left1, right1, sums, to1);
            store(left2, right2, sums, to2);
            store(left3, right3, sums, to3);
        }

        private void addToOne(int sum, int column, int first, int end) {
            int to = sum * width + column;
            FloatVector left = FloatVector.fromArray(SPECIES, sums, to);
            FloatVector right = FloatVector.fromArray(SPECIES, sums, to + LANES);
            for (int row = first; row < end; row++) {
                FloatVector weight = FloatVector.broadcast(SPECIES, weights[row * count + sum]);
                left = left.add(FloatVector.fromArray(SPECIES, rows, row * width + column)
                        .mul(weight));
                right = right.add(FloatVector.fromArray(SPECIES, rows, row * width + column + LANES)
                        .mul(weight));
            }
            store(left, right, sums, to);
        }
    }

    @Override
    public boolean anyAbove(float[] products, int at, float[] offsets, int offsetsAt, float threshold) {
        for (int i = 0; i < Panels.WIDTH; i += LANES) {
            FloatVector scores = FloatVector.fromArray(SPECIES, products, at + i)
                    .add(FloatVector.fromArray(SPECIES, offsets, offsetsAt + i));
            if (scores.compare(VectorOperators.GT, threshold).anyTrue()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<CodeKernel> codes() {
        return CODES;
    }

    @Override
    public void sigmoid(float[] values, int at, int length) {
        int vectors = SPECIES.loopBound(length);
        for (int i = at; i < at + vectors; i += LANES) {
            FloatVector grown = FloatVector.fromArray(SPECIES, values, i).neg().lanewise(VectorOperators.EXP);
            ONES.div(grown.add(ONES)).intoArray(values, i);
        }
        ScalarKernel.sigmoidOf(values, at + vectors, length - vectors);
    }

    @Override
    public void tanh(float[] values, int at, int length) {
        int vectors = SPECIES.loopBound(length);
        for (int i = at; i < at + vectors; i += LANES) {
            FloatVector.fromArray(SPECIES, values, i)
                    .lanewise(VectorOperators.TANH)
                    .intoArray(values, i);
        }
        ScalarKernel.tanhOf(values, at + vectors, length - vectors);
    }
}
