package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.serving.Scorer;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * How lists are judged.
 *
 * @param cutoffs lengths to which lists are cut, in rising order; the last one is that of all other figures
 * @param bundleTurns turns that a model is given at once
 */
public record JudgeSettings(List<Integer> cutoffs, int bundleTurns) {
    public static final JudgeSettings DEFAULT = new JudgeSettings(List.of(1, 5, 10, 20), 64);

    /** Of a cut-off: the lists are longer by one. */
    public static final int CUTOFF_MAX = Scorer.ITEMS_MAX - 1;

    private static final int LIST_ITEMS_MIN = 100;

    public JudgeSettings {
        require(!cutoffs.isEmpty(), "cut-offs", "empty", "at least one");
        cutoffs = List.copyOf(new TreeSet<>(cutoffs));
        for (int cutoff : cutoffs) {
            require(cutoff >= 1 && cutoff <= CUTOFF_MAX, "a cut-off", cutoff, "within [1, " + CUTOFF_MAX + "]");
        }
        require(bundleTurns >= 1 && bundleTurns <= 1_024, "turns of a bundle", bundleTurns, "within [1, 1024]");
    }

    /** The cut-off of all figures that have only one. */
    public int cutoff() {
        return Collections.max(cutoffs);
    }

    /** Items asked for: one more than is looked at, to see whether the last one is tied with the next. */
    int listItems() {
        return Math.max(LIST_ITEMS_MIN, cutoff() + 1);
    }
}
