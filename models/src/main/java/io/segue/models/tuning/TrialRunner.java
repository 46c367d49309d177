package io.segue.models.tuning;

import java.util.concurrent.CancellationException;

/** Trains with settings and judges. The same settings and budget give the same metrics. */
@FunctionalInterface
public interface TrialRunner<S> {
    /**
     * Runs a trial.
     *
     * @param budget epochs
     * @throws CancellationException if the thread is interrupted
     */
    Score run(S settings, int budget);
}
