package io.segue.models.delta;

import io.segue.models.tensor.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a model learned between two moments, as the values that it has at the second. Since these are no differences, it
 * may be applied to every state from {@code from} on that is older than itself, with the same result.
 *
 * @param tables rows that changed since {@code from}
 * @param dense all other tensors, as a whole
 */
public record WeightsDelta(Head head, AddedItems items, List<TableRows> tables, List<Tensor> dense) {
    public WeightsDelta {
        tables = List.copyOf(tables);
        dense = List.copyOf(dense);
        Set<String> names = new HashSet<>();
        tables.forEach(table -> check(table.values(), names));
        dense.forEach(tensor -> check(tensor, names));
    }

    private static void check(Tensor tensor, Set<String> names) {
        if (!names.add(tensor.name())) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " is there more than once");
        }
        if (!tensor.isFinite()) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " holds NaN or infinite values");
        }
    }

    /**
     * Where it belongs.
     *
     * @param version of the bundle that the learner started from
     * @param number of the state that it leads to, from 1 on
     * @param from number of the oldest state that it can be applied to; 0 is the bundle itself
     * @param learnedUntilMs event time of the newest event that was learned from, epoch milliseconds
     */
    public record Head(String version, int number, int from, long learnedUntilMs) {
        public Head {
            if (version.isBlank() || from < 0 || number <= from) {
                throw new IllegalArgumentException("delta " + number + " from " + from + " of version '" + version
                        + "' is impossible: a version is needed, and 0 <= from < number");
            }
        }

        /** Whether it leads on from a state of the same version. */
        public boolean appliesTo(int state) {
            return from <= state && state < number;
        }
    }
}
