package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All results with one budget.
 *
 * @param number from 1
 * @param results the best first, of equal ones the earlier trial
 */
public record Rung<S>(int number, int budget, Goal goal, List<TrialResult<S>> results) {
    public Rung {
        require(!results.isEmpty(), "results", "empty", "at least one");
        results = ranked(results, goal);
    }

    private static <S> List<TrialResult<S>> ranked(List<TrialResult<S>> results, Goal goal) {
        Score defaults = defaults(results).score();
        return results.stream()
                .sorted(Comparator.comparingDouble((TrialResult<S> result) -> -goal.of(result.score(), defaults))
                        .thenComparingInt(result -> result.trial().number()))
                .toList();
    }

    private static <S> TrialResult<S> defaults(List<TrialResult<S>> results) {
        return results.stream()
                .filter(result -> result.trial().isDefaults())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a rung without the defaults"));
    }

    /** The value of the goal, 1 for the defaults. */
    public double value(TrialResult<S> result) {
        return goal.of(result.score(), defaults(results).score());
    }

    public TrialResult<S> best() {
        return results.get(0);
    }

    /** The defaults' result. */
    public TrialResult<S> defaults() {
        return defaults(results);
    }

    /** So many of the best, and the defaults in any case: the end is compared with them. In the order of the trials. */
    List<Trial<S>> kept(int count) {
        List<Trial<S>> kept = new ArrayList<>();
        for (TrialResult<S> result : results) {
            if (kept.size() < count || result.trial().isDefaults()) {
                kept.add(result.trial());
            }
        }
        kept.sort(Comparator.comparingInt(Trial::number));
        return kept;
    }
}
