package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

/**
 * Successive halving: Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization"
 * (AISTATS 2016). All trials get a small budget on the first rung; of each rung the best 1/eta go on to the next, where
 * they are run anew with eta times the budget; on the last one everybody has the whole.
 *
 * @param budgetMax of the last rung, epochs
 */
public record Halving(int trials, int rungs, int eta, int budgetMax) {
    public static final int ETA = 3;

    public Halving {
        require(trials >= 1 && trials <= 10_000, "--trials", trials, "within [1, 10000]");
        require(eta >= 2 && eta <= 10, "eta", eta, "within [2, 10]");
        require(budgetMax >= 1 && budgetMax <= 1_000, "--epochs", budgetMax, "within [1, 1000]");
        int rungsMax = rungsMax(eta, budgetMax);
        require(
                rungs >= 1 && rungs <= rungsMax,
                "--halvings",
                rungs,
                "within [1, " + rungsMax + "]: the first of more would have less than an epoch");
    }

    /** So many that the first one has an epoch. */
    public static int rungsMax(int eta, int budgetMax) {
        int rungs = 1;
        for (int budget = budgetMax / eta; budget >= 1; budget /= eta) {
            rungs++;
        }
        return rungs;
    }

    /** Epochs of a trial on this rung, from 1. */
    public int budget(int rung) {
        return (int) Math.max(1, Math.round(budgetMax / Math.pow(eta, rungs - rung)));
    }

    /** The best of this rung that go on; the defaults go on besides where they are not among them. */
    public int kept(int rung) {
        return (int) Math.max(1, trials / Math.pow(eta, rung));
    }
}
