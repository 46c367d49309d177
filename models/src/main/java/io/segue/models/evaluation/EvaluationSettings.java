package io.segue.models.evaluation;

import static io.segue.state.settings.Requirements.require;

/**
 * How contenders are compared.
 *
 * @param seeds runs of a contender whose training is random
 * @param firstSeed of the first run, the others follow; also of the resamples
 * @param resamples of the sessions, for intervals and p-values
 */
public record EvaluationSettings(JudgeSettings judge, int seeds, long firstSeed, int resamples) {
    public static final EvaluationSettings DEFAULT = new EvaluationSettings(JudgeSettings.DEFAULT, 1, 42, 1_000);

    public EvaluationSettings {
        require(seeds >= 1 && seeds <= 100, "seeds", seeds, "within [1, 100]");
    }
}
