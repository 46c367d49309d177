package io.segue.models.rank;

import io.segue.models.kernel.Kernel;
import io.segue.models.kernel.Kernels;
import java.util.Arrays;

/** A {@link RankNetwork} applied to the candidates of one turn. */
final class NetworkPass {
    private static final Kernel KERNEL = Kernels.best();

    private final RankNetwork network;
    private final FeatureColumns inputs;
    private final RankScratch scratch;

    /** @param features from here on standardized */
    NetworkPass(RankNetwork network, FeatureColumns features, RankScratch scratch) {
        this.network = network;
        this.inputs = features;
        this.scratch = scratch;
        network.standardize(features);
    }

    /** [rows] */
    float[] scores() {
        float[] scores = new float[inputs.width()];
        add(inputs, 0, RankFeature.count(), network.linear(), 1, scores);
        float[] units = biases(inputs.width());
        add(inputs, 0, RankFeature.count(), network.hidden(), network.units(), units);
        int length = network.units() * inputs.width();
        for (int i = 0; i < length; i++) {
            units[i] = Math.max(0, units[i]);
        }
        addOutputs(units, inputs.width(), scores);
        return Arrays.copyOf(scores, inputs.rows());
    }

    /**
     * How much a row's score falls when the features of one group are those of an average candidate, by group: what each
     * group adds is summed once, then taken away in turn.
     *
     * @param rows of which it is asked
     * @param groups the group of each feature, within [0, count)
     * @return [count, rows]
     */
    float[][] falls(int[] rows, int[] groups, int count) {
        FeatureColumns asked = scratch.picked();
        asked.pick(inputs, rows);
        int length = network.units() * asked.width();
        float[] all = biases(asked.width());
        float[][] ofUnits = scratch.added(count, length);
        addBy(asked, groups, ofUnits, network.hidden(), network.units());
        for (int group = 0; group < count; group++) {
            add(ofUnits[group], length, all);
        }
        float[][] falls = new float[count][];
        for (int group = 0; group < count; group++) {
            falls[group] = new float[asked.width()];
        }
        addBy(asked, groups, falls, network.linear(), 1);
        for (int group = 0; group < count; group++) {
            lose(ofUnits[group], length, all);
            addOutputs(ofUnits[group], asked.width(), falls[group]);
            falls[group] = Arrays.copyOf(falls[group], rows.length);
        }
        return falls;
    }

    /** Adds the features of each group apart: neighbours of one group are summed in one go. */
    private static void addBy(FeatureColumns asked, int[] groups, float[][] sums, float[] weights, int units) {
        for (int from = 0, end; from < groups.length; from = end) {
            for (end = from + 1; end < groups.length && groups[end] == groups[from]; ) {
                end++;
            }
            add(asked, from, end, weights, units, sums[groups[from]]);
        }
    }

    private static void add(float[] added, int length, float[] all) {
        for (int i = 0; i < length; i++) {
            all[i] += added[i];
        }
    }

    /** Of what was added, how much less is active without it. */
    private static void lose(float[] added, int length, float[] all) {
        for (int i = 0; i < length; i++) {
            added[i] = Math.max(0, all[i]) - Math.max(0, all[i] - added[i]);
        }
    }

    /** [units, width] */
    private float[] biases(int width) {
        float[] biases = scratch.units(network.units() * width);
        for (int unit = 0; unit < network.units(); unit++) {
            Arrays.fill(biases, unit * width, (unit + 1) * width, network.hiddenBias()[unit]);
        }
        return biases;
    }

    private static void add(FeatureColumns columns, int from, int end, float[] weights, int units, float[] sums) {
        KERNEL.addRows(columns.values(), columns.width(), from, end, weights, units, sums);
    }

    /** What the units say, added to the sums of each row. */
    private void addOutputs(float[] units, int width, float[] sums) {
        KERNEL.addRows(units, width, 0, network.units(), network.output(), 1, sums);
    }
}
