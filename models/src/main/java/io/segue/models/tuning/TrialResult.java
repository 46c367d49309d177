package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

/**
 * A trial that was run on a rung.
 *
 * @param rung from 1
 * @param budget that it had there
 */
public record TrialResult<S>(Trial<S> trial, int rung, int budget, Score score) {
    public TrialResult {
        require(rung >= 1, "rung", rung, "at least 1");
        require(budget >= 1, "budget", budget, "at least 1");
    }
}
