package io.segue.models.tuning;

import java.util.List;

/** How a search went, by rung. */
public record SearchReport<S>(SearchSpace<S> space, List<Rung<S>> rungs) {
    public SearchReport {
        rungs = List.copyOf(rungs);
    }

    /** With the whole budget. */
    public Rung<S> last() {
        return rungs.get(rungs.size() - 1);
    }

    /** The best with the whole budget; the defaults, where nothing is better. */
    public TrialResult<S> winner() {
        return last().best();
    }
}
