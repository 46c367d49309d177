package io.segue.models.rank;

import io.segue.models.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The ranker: a linear part beside a hidden layer (Cheng et al., "Wide and Deep Learning", DLRS 2016) over standardized
 * features, {@code score = x w + relu(x W + b) v}, {@code x = (f - mean) * scale}, {@code f} no further than it was seen in
 * training. Immutable and thread safe; a turn's 150 candidates cost some 20 µs, so no device is needed.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record RankNetwork(
        float[] mean,
        float[] scale,
        float[] lowest,
        float[] highest,
        float[] linear,
        float[] hidden,
        float[] hiddenBias,
        float[] output) {
    static final String LOWEST = "rank_lowest";
    static final String HIGHEST = "rank_highest";
    static final String MEAN = "rank_mean";
    static final String SCALE = "rank_scale";
    static final String LINEAR = "rank_linear";
    static final String HIDDEN = "rank_hidden";
    static final String HIDDEN_BIAS = "rank_hidden_bias";
    static final String OUTPUT = "rank_output";

    /** @throws IllegalArgumentException if the sizes do not fit each other and the features of this build */
    public RankNetwork {
        int features = RankFeature.count();
        int units = hiddenBias.length;
        checkLength(MEAN, mean, features);
        checkLength(SCALE, scale, features);
        checkLength(LOWEST, lowest, features);
        checkLength(HIGHEST, highest, features);
        checkLength(LINEAR, linear, features);
        checkLength(HIDDEN, hidden, features * units);
        checkLength(OUTPUT, output, units);
    }

    /** A network that reads features however large they are. */
    public RankNetwork(
            float[] mean, float[] scale, float[] linear, float[] hidden, float[] hiddenBias, float[] output) {
        this(
                mean,
                scale,
                filled(mean.length, -Float.MAX_VALUE),
                filled(mean.length, Float.MAX_VALUE),
                linear,
                hidden,
                hiddenBias,
                output);
    }

    private static float[] filled(int length, float value) {
        float[] filled = new float[length];
        Arrays.fill(filled, value);
        return filled;
    }

    private static void checkLength(String name, float[] values, int expected) {
        if (values.length != expected) {
            throw new IllegalArgumentException(name + " has " + values.length + " values, but must have " + expected);
        }
    }

    int units() {
        return hiddenBias.length;
    }

    /**
     * Scores of rows of features.
     *
     * @param features [rows, {@link RankFeature#count()}]
     * @return [rows]
     */
    float[] scores(float[] features, int rows) {
        int count = RankFeature.count();
        FloatRows columns = standardizedColumns(features, rows);
        float[] scores = new float[rows];
        columns.addTo(scores, 0, count, new FloatRows.Weights(linear, 0, 1));
        float[] active = new float[rows];
        for (int unit = 0; unit < units(); unit++) {
            Arrays.fill(active, hiddenBias[unit]);
            columns.addTo(active, 0, count, new FloatRows.Weights(hidden, unit, units()));
            addActive(scores, active, output[unit]);
        }
        return scores;
    }

    /** One row a feature, so that what is done to all candidates is done in one loop. */
    private FloatRows standardizedColumns(float[] features, int rows) {
        int count = RankFeature.count();
        float[][] columns = new float[count][rows];
        for (int row = 0; row < rows; row++) {
            for (int feature = 0; feature < count; feature++) {
                columns[feature][row] = features[row * count + feature];
            }
        }
        for (int feature = 0; feature < count; feature++) {
            standardize(columns[feature], feature);
        }
        return new FloatRows(columns);
    }

    private void standardize(float[] column, int feature) {
        float least = lowest[feature];
        float most = highest[feature];
        float middle = mean[feature];
        float factor = scale[feature];
        for (int row = 0; row < column.length; row++) {
            column[row] = (Math.max(least, Math.min(most, column[row])) - middle) * factor;
        }
    }

    private static void addActive(float[] scores, float[] active, float weight) {
        for (int row = 0; row < scores.length; row++) {
            scores[row] += Math.max(0, active[row]) * weight;
        }
    }

    private float standardized(float value, int feature) {
        return (Math.max(lowest[feature], Math.min(highest[feature], value)) - mean[feature]) * scale[feature];
    }

    /** What each feature gives to the units. */
    FloatRows inputs() {
        float[][] rows = new float[mean.length][];
        for (int feature = 0; feature < rows.length; feature++) {
            rows[feature] = Arrays.copyOfRange(hidden, feature * units(), (feature + 1) * units());
        }
        return new FloatRows(rows);
    }

    /**
     * How much a row's score falls when the features of one group are those of an average candidate, by group: what each
     * group adds is summed once, then taken away in turn.
     *
     * @param inputs {@link #inputs()}, made once for many rows
     * @param features [rows, {@link RankFeature#count()}]
     * @param groups the group of each feature, within [0, count)
     * @return [count]
     */
    float[] falls(FloatRows inputs, float[] features, int row, int[] groups, int count) {
        float[] values = new float[mean.length];
        for (int feature = 0; feature < values.length; feature++) {
            values[feature] = standardized(features[row * values.length + feature], feature);
        }
        float[][] added = addedBy(inputs, values, groups, count);
        float[] all = hiddenBias.clone();
        for (float[] ofGroup : added) {
            for (int unit = 0; unit < all.length; unit++) {
                all[unit] += ofGroup[unit];
            }
        }
        float[] falls = new float[count];
        for (int feature = 0; feature < values.length; feature++) {
            falls[groups[feature]] += values[feature] * linear[feature];
        }
        for (int group = 0; group < count; group++) {
            falls[group] = fall(falls[group], all, added[group]);
        }
        return falls;
    }

    /** The fall of the linear part, and that of the units, without what was added to them. */
    private float fall(float ofLinear, float[] all, float[] added) {
        float[] falls = new float[all.length];
        for (int unit = 0; unit < falls.length; unit++) {
            falls[unit] = (Math.max(0, all[unit]) - Math.max(0, all[unit] - added[unit])) * output[unit];
        }
        // Apart: a sum in order is no vector instruction, and would keep the loop above from being one.
        float sum = ofLinear;
        for (float fall : falls) {
            sum += fall;
        }
        return sum;
    }

    /** What the features of each group add to each unit: neighbours of one group are summed in one go. */
    private float[][] addedBy(FloatRows inputs, float[] values, int[] groups, int count) {
        FloatRows.Weights weights = new FloatRows.Weights(values, 0, 1);
        float[][] added = new float[count][units()];
        for (int from = 0, end; from < values.length; from = end) {
            for (end = from + 1; end < values.length && groups[end] == groups[from]; ) {
                end++;
            }
            inputs.addTo(added[groups[from]], from, end, weights);
        }
        return added;
    }

    /** What is written into a bundle. */
    public List<Tensor> tensors() {
        int features = mean.length;
        return List.of(
                new Tensor(MEAN, new int[] {features}, mean),
                new Tensor(SCALE, new int[] {features}, scale),
                new Tensor(LOWEST, new int[] {features}, lowest),
                new Tensor(HIGHEST, new int[] {features}, highest),
                new Tensor(LINEAR, new int[] {features}, linear),
                new Tensor(HIDDEN, new int[] {features, units()}, hidden),
                new Tensor(HIDDEN_BIAS, new int[] {units()}, hiddenBias),
                new Tensor(OUTPUT, new int[] {units()}, output));
    }

    /**
     * Takes a network as it comes from a bundle.
     *
     * @throws IllegalArgumentException if a tensor is missing, of another shape, or holds a value that is no number
     */
    public static RankNetwork of(Map<String, Tensor> tensors) {
        return new RankNetwork(
                values(tensors, MEAN),
                values(tensors, SCALE),
                values(tensors, LOWEST),
                values(tensors, HIGHEST),
                values(tensors, LINEAR),
                values(tensors, HIDDEN),
                values(tensors, HIDDEN_BIAS),
                values(tensors, OUTPUT));
    }

    private static float[] values(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("tensor " + name + " is missing");
        }
        if (!tensor.isFinite()) {
            throw new IllegalArgumentException("tensor " + name + " holds NaN or infinite values");
        }
        return Arrays.copyOf(tensor.values(), tensor.values().length);
    }
}
