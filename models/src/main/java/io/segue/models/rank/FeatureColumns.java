package io.segue.models.rank;

import io.segue.models.kernel.Panels;
import java.util.Arrays;

/**
 * The features of a turn's candidates, a column a feature and a row a candidate: what is done to all candidates is one loop.
 * Columns are filled up to a width that a kernel takes.
 */
final class FeatureColumns {
    private int rows;
    private int width;
    private float[] values = {};

    /** None. */
    FeatureColumns() {}

    /** @param features [rows, {@link RankFeature#count()}] */
    static FeatureColumns of(float[] features, int rows) {
        FeatureColumns columns = new FeatureColumns();
        columns.start(rows);
        int count = RankFeature.count();
        for (int row = 0; row < rows; row++) {
            for (int feature = 0; feature < count; feature++) {
                columns.values[feature * columns.width + row] = features[row * count + feature];
            }
        }
        return columns;
    }

    /** Those of so many candidates instead, all zeros. */
    void start(int newRows) {
        resize(newRows);
        Arrays.fill(values, 0, RankFeature.count() * width, 0);
    }

    private void resize(int newRows) {
        rows = newRows;
        width = Panels.padded(newRows);
        if (values.length < RankFeature.count() * width) {
            values = new float[RankFeature.count() * width];
        }
    }

    /** As examples keep them: [rows, {@link RankFeature#count()}]. */
    float[] toRows() {
        int count = RankFeature.count();
        float[] features = new float[rows * count];
        for (int row = 0; row < rows; row++) {
            for (int feature = 0; feature < count; feature++) {
                features[row * count + feature] = values[feature * width + row];
            }
        }
        return features;
    }

    /** Some rows of others instead, in this order. */
    void pick(FeatureColumns others, int[] picked) {
        resize(picked.length);
        for (int feature = 0; feature < RankFeature.count(); feature++) {
            for (int row = 0; row < picked.length; row++) {
                values[feature * width + row] = others.values[feature * others.width + picked[row]];
            }
        }
    }

    int rows() {
        return rows;
    }

    int width() {
        return width;
    }

    /** [{@link RankFeature#count()}, {@link #width()}] and more, not a copy. */
    float[] values() {
        return values;
    }

    float get(int row, RankFeature feature) {
        return values[feature.ordinal() * width + row];
    }

    void set(int row, RankFeature feature, double value) {
        values[feature.ordinal() * width + row] = (float) value;
    }

    void set(int row, RankFeature feature, boolean value) {
        set(row, feature, value ? 1 : 0);
    }

    /** The same for all candidates. */
    void fill(RankFeature feature, double value) {
        int from = feature.ordinal() * width;
        Arrays.fill(values, from, from + width, (float) value);
    }
}
