package io.segue.streaming.bench;

import static io.segue.state.settings.Requirements.require;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The same thing, measured several times. */
public record Spread(List<Double> values) {
    public Spread {
        require(!values.isEmpty(), "values", values, "at least one");
        values = List.copyOf(values);
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    public void writeTo(ObjectNode json) {
        json.put("median", median());
        json.put("min", min());
        json.put("max", max());
        ArrayNode all = json.putArray("values");
        values.forEach(all::add);
    }

    @Override
    public String toString() {
        return "%,.0f (%,.0f to %,.0f in %d repetitions)".formatted(median(), min(), max(), values.size());
    }
}
