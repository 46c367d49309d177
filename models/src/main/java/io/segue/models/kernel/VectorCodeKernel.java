package io.segue.models.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** By the vector API, as {@link VectorKernel}. */
final class VectorCodeKernel implements CodeKernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorShape HALF = VectorShape.forBitSize(FLOATS.vectorBitSize() / 2);
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());
    /** The only one of 16 bits: with two in one process the compiler no longer knows which one a sum is. */
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, FLOATS.vectorShape());

    private static final VectorSpecies<Byte> HALF_BYTES = VectorSpecies.of(byte.class, HALF);
    private static final int WIDTH = PanelCodes.WIDTH;
    private static final int LANES = SHORTS.length();

    @Override
    public void multiply(CodedRow row, PanelCodes columns, int pair, short[] products) {
        int start = columns.start(pair);
        for (int lane = 0; lane < WIDTH; lane += 2 * LANES) {
            twoVectors(row.codes(), columns.codes(), start + lane, columns.shift(), products, lane);
        }
    }

    private static void twoVectors(int[] row, byte[] codes, int start, int shift, short[] products, int to) {
        ShortVector allLeft = ShortVector.zero(SHORTS);
        ShortVector allRight = allLeft;
        for (int group = 0; group < row.length; group += PanelCodes.GROUP) {
            int end = Math.min(row.length, group + PanelCodes.GROUP);
            ShortVector left = ShortVector.zero(SHORTS);
            ShortVector right = left;
            for (int i = group, place = start + group * WIDTH; i < end; i++, place += WIDTH) {
                // A pair of 16 bits is read and spread by one instruction, where a single value takes three.
                ShortVector value = IntVector.broadcast(INTS, row[i]).reinterpretAsShorts();
                left = left.add(widened(codes, place).mul(value));
                right = right.add(widened(codes, place + LANES).mul(value));
            }
            allLeft = allLeft.add(left.lanewise(VectorOperators.ASHR, shift));
            allRight = allRight.add(right.lanewise(VectorOperators.ASHR, shift));
        }
        allLeft.intoArray(products, to);
        allRight.intoArray(products, to + LANES);
    }

    private static ShortVector widened(byte[] codes, int at) {
        return (ShortVector) ByteVector.fromArray(HALF_BYTES, codes, at).convertShape(VectorOperators.B2S, SHORTS, 0);
    }

    @Override
    public boolean anyAbove(
            short[] products, CodedRow row, PanelCodes columns, int panel, float[] offsets, float threshold) {
        FloatVector limit = FloatVector.broadcast(FLOATS, threshold);
        FloatVector step = FloatVector.broadcast(FLOATS, row.step());
        FloatVector slack = FloatVector.broadcast(FLOATS, row.slack());
        int up = panel % 2 == 0 ? Short.SIZE : 0;
        IntVector signs = IntVector.zero(INTS);
        for (int i = 0; i < Panels.WIDTH; i += INTS.length()) {
            int column = panel * Panels.WIDTH + i;
            IntVector sums = ShortVector.fromArray(SHORTS, products, 2 * i)
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, up)
                    .lanewise(VectorOperators.ASHR, Short.SIZE);
            FloatVector uppers = ((FloatVector) sums.convertShape(VectorOperators.I2F, FLOATS, 0))
                    .fma(step, slack)
                    .fma(
                            FloatVector.fromArray(FLOATS, columns.scales(), column),
                            FloatVector.fromArray(FLOATS, offsets, column));
            signs = signs.or(limit.sub(uppers).reinterpretAsInts());
        }
        return signs.compare(VectorOperators.LT, 0).anyTrue();
    }
}
