package io.segue.models.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What the core that runs this can do at best: ceilings for {@link Kernel}. Only where {@link Kernels#vector} is. */
public final class VectorLimits {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROUNDS = 1_000_000;
    private static final int SUMS = 12;
    private static final int FLOPS = 2;

    /** Operations of one {@link #multiplyAndAdd}. */
    public static final double OPERATIONS = (double) FLOPS * SUMS * LANES * ROUNDS;

    private VectorLimits() {}

    /** Multiplies and adds in registers, in as many independent sums as keep the units busy; nothing is read. */
    public static float multiplyAndAdd() {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.9999f);
        FloatVector a = factor;
        FloatVector b = factor;
        FloatVector c = factor;
        FloatVector d = factor;
        FloatVector e = factor;
        FloatVector f = factor;
        FloatVector g = factor;
        FloatVector h = factor;
        FloatVector i = factor;
        FloatVector j = factor;
        FloatVector k = factor;
        FloatVector l = factor;
        for (int round = 0; round < ROUNDS; round++) {
            a = a.fma(factor, factor);
            b = b.fma(factor, factor);
            c = c.fma(factor, factor);
            d = d.fma(factor, factor);
            e = e.fma(factor, factor);
            f = f.fma(factor, factor);
            g = g.fma(factor, factor);
            h = h.fma(factor, factor);
            i = i.fma(factor, factor);
            j = j.fma(factor, factor);
            k = k.fma(factor, factor);
            l = l.fma(factor, factor);
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
        return sum.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
    }

    /** Reads an array from front to back, and does no more with it than it must. */
    public static float read(float[] values) {
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int step = 4 * LANES;
        for (int at = 0; at + step <= values.length; at += step) {
            a = a.add(FloatVector.fromArray(SPECIES, values, at));
            b = b.add(FloatVector.fromArray(SPECIES, values, at + LANES));
            c = c.add(FloatVector.fromArray(SPECIES, values, at + 2 * LANES));
            d = d.add(FloatVector.fromArray(SPECIES, values, at + 3 * LANES));
        }
        return a.add(b).add(c).add(d).lane(0);
    }
}
