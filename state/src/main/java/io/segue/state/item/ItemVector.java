package io.segue.state.item;

import static io.segue.state.settings.Requirements.require;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** An embedding of an item by its shop: of a text, an image, whatever it is. Immutable. */
public final class ItemVector {
    /** Longest vector. */
    public static final int VALUES_MAX = 1_024;

    /** No vector. */
    public static final ItemVector NONE = new ItemVector(new float[0]);

    private final float[] values;

    private ItemVector(float[] values) {
        this.values = values;
    }

    /** A vector of finite values, {@link #NONE} where there are none. */
    @JsonCreator
    public static ItemVector of(float... values) {
        require(values.length <= VALUES_MAX, "vector.length", values.length, "at most " + VALUES_MAX);
        for (float value : values) {
            require(Float.isFinite(value), "vector", value, "finite numbers");
        }
        return values.length == 0 ? NONE : new ItemVector(values.clone());
    }

    public int length() {
        return values.length;
    }

    public boolean isEmpty() {
        return values.length == 0;
    }

    public float value(int index) {
        return values[index];
    }

    @JsonValue
    public float[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemVector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "ItemVector[" + values.length + " values]";
    }
}
