package io.segue.models.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Random search with successive halving. What has a result in the journal is not run again, so that a search that was
 * ended goes on where it was, and comes to the same end.
 */
public final class Search<S> {
    private final SearchSpace<S> space;
    private final Halving halving;
    private final Goal goal;
    private final long seed;

    public Search(SearchSpace<S> space, Halving halving, Goal goal, long seed) {
        this.space = space;
        this.halving = halving;
        this.goal = goal;
        this.seed = seed;
    }

    /** Hears how far a search is, in the thread that runs it. */
    public interface Listener<S> {
        default void onRung(int rung, int trials, int budget) {}

        /**
         * A trial begins.
         *
         * @param place of the trial on its rung, from 1
         */
        default void onTrial(Trial<S> trial, int rung, int place, int places) {}

        /** A trial ended in this run, and is kept. */
        default void onResult(TrialResult<S> result) {}
    }

    /**
     * Runs what has not been run.
     *
     * @throws CancellationException if the thread is interrupted; the journal has what was finished
     * @throws JournalException if the journal is of other settings or cannot be written
     */
    public SearchReport<S> run(TrialRunner<S> runner, Journal<S> journal, Listener<S> listener) {
        List<Trial<S>> left = space.trials(halving.trials(), seed);
        List<Rung<S>> rungs = new ArrayList<>();
        for (int number = 1; number <= halving.rungs(); number++) {
            int budget = halving.budget(number);
            listener.onRung(number, left.size(), budget);
            List<TrialResult<S>> results = new ArrayList<>();
            for (Trial<S> trial : left) {
                TrialResult<S> known = journal.find(trial, number, budget).orElse(null);
                if (known == null) {
                    listener.onTrial(trial, number, results.size() + 1, left.size());
                    known = run(runner, trial, number, budget);
                    journal.append(known);
                    listener.onResult(known);
                }
                results.add(known);
            }
            Rung<S> rung = new Rung<>(number, budget, goal, results);
            rungs.add(rung);
            left = rung.kept(halving.kept(number));
        }
        return new SearchReport<>(space, rungs);
    }

    private TrialResult<S> run(TrialRunner<S> runner, Trial<S> trial, int rung, int budget) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the search was interrupted before trial " + trial.number());
        }
        return new TrialResult<>(trial, rung, budget, runner.run(trial.settings(), budget));
    }
}
