package io.segue.models.evaluation;

import java.util.Collection;

/**
 * A figure over several seeds.
 *
 * @param sd sample standard deviation; 0 of a single run, which says nothing of it
 */
public record Spread(double mean, double sd) {
    static Spread of(Collection<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return new Spread(mean, values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1)));
    }
}
