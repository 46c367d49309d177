package io.segue.state.session;

import java.util.Arrays;

/**
 * The hidden vector of a session model, stamped with the version of the model that made it: no other model may read it.
 *
 * <p>The array is handed over, not copied: whoever passes it in must not write to it again.
 */
public final class HiddenState {
    /** No hidden vector: the session is new to every model. */
    public static final HiddenState NONE = new HiddenState("", new float[0]);

    private final String modelVersion;
    private final float[] values;

    public HiddenState(String modelVersion, float[] values) {
        this.modelVersion = modelVersion;
        this.values = values;
    }

    public String modelVersion() {
        return modelVersion;
    }

    /**
     * A vector as the state keeps it, in half floats: what comes next is the same whether it was written and read before or
     * not.
     */
    public static HiddenState kept(String modelVersion, float[] values) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = HalfFloats.toFloat(HalfFloats.of(values[i]));
        }
        return new HiddenState(modelVersion, rounded);
    }

    /** The vector, of the model's hidden size. Not to be written to. */
    public float[] values() {
        return values;
    }

    public boolean isOf(String version) {
        return values.length > 0 && modelVersion.equals(version);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HiddenState that
                && modelVersion.equals(that.modelVersion)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * modelVersion.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "HiddenState[" + modelVersion + ", " + values.length + " values]";
    }
}
