package io.segue.models.rank;

import io.segue.models.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The ranker: a linear part beside a hidden layer (Cheng et al., "Wide and Deep Learning", DLRS 2016) over standardized
 * features, {@code score = x w + relu(x W + b) v}, {@code x = (f - mean) * scale}, {@code f} no further than it was seen in
 * training. Immutable and thread safe; a turn's 150
 * candidates cost some 0.1 ms, so no device is needed.
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
        float[] scores = new float[rows];
        float[] standardized = new float[RankFeature.count()];
        float[] units = new float[units()];
        for (int row = 0; row < rows; row++) {
            scores[row] = score(features, row * standardized.length, standardized, units);
        }
        return scores;
    }

    private float score(float[] features, int from, float[] x, float[] units) {
        float score = 0;
        System.arraycopy(hiddenBias, 0, units, 0, units.length);
        for (int feature = 0; feature < x.length; feature++) {
            float value = standardized(features[from + feature], feature);
            score += value * linear[feature];
            int at = feature * units.length;
            for (int unit = 0; unit < units.length; unit++) {
                units[unit] += value * hidden[at + unit];
            }
        }
        for (int unit = 0; unit < units.length; unit++) {
            score += Math.max(0, units[unit]) * output[unit];
        }
        return score;
    }

    private float standardized(float value, int feature) {
        return (Math.max(lowest[feature], Math.min(highest[feature], value)) - mean[feature]) * scale[feature];
    }

    /**
     * How much a row's score falls when the features of one group are those of an average candidate, by group: what each
     * group adds is summed once, then taken away in turn.
     *
     * @param features [rows, {@link RankFeature#count()}]
     * @param groups the group of each feature, within [0, count)
     * @return [count]
     */
    float[] falls(float[] features, int row, int[] groups, int count) {
        int units = units();
        float[] all = Arrays.copyOf(hiddenBias, units);
        float[] ofGroups = new float[count * units];
        float[] falls = new float[count];
        for (int feature = 0; feature < mean.length; feature++) {
            float value = standardized(features[row * mean.length + feature], feature);
            int to = groups[feature] * units;
            for (int unit = 0; unit < units; unit++) {
                float added = value * hidden[feature * units + unit];
                all[unit] += added;
                ofGroups[to + unit] += added;
            }
            falls[groups[feature]] += value * linear[feature];
        }
        for (int group = 0; group < count; group++) {
            for (int unit = 0; unit < units; unit++) {
                float without = all[unit] - ofGroups[group * units + unit];
                falls[group] += (Math.max(0, all[unit]) - Math.max(0, without)) * output[unit];
            }
        }
        return falls;
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
