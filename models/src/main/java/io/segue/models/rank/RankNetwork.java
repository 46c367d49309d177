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
        return new NetworkPass(this, FeatureColumns.of(features, rows), RankScratch.ofThisThread()).scores();
    }

    /** Each feature no further than it was seen in training, less its mean, in its own unit; in place. */
    void standardize(FeatureColumns features) {
        for (int feature = 0; feature < mean.length; feature++) {
            int from = feature * features.width();
            standardize(features.values(), from, from + features.width(), feature);
        }
    }

    private void standardize(float[] values, int from, int end, int feature) {
        float least = lowest[feature];
        float most = highest[feature];
        float middle = mean[feature];
        float factor = scale[feature];
        for (int i = from; i < end; i++) {
            values[i] = (Math.max(least, Math.min(most, values[i])) - middle) * factor;
        }
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
