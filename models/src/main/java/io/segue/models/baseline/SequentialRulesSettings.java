package io.segue.models.baseline;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * What {@link SequentialRules} remember.
 *
 * @param stepsMax two items of a session make a rule if no more than so many steps lie from one to the other
 * @param successorsMax the heaviest rules of an item are kept
 */
public record SequentialRulesSettings(int stepsMax, int successorsMax) implements Serializable {
    public static final String PREFIX = "segue.baseline.rules.";

    /** The steps of Ludewig and Jannach; more successors than any list is long. */
    public static final SequentialRulesSettings DEFAULT = new SequentialRulesSettings(10, 500);

    public SequentialRulesSettings {
        require(stepsMax >= 1 && stepsMax <= 50, PREFIX + "steps.max", stepsMax, "within [1, 50]");
        require(
                successorsMax >= 1 && successorsMax <= 10_000,
                PREFIX + "successors.max",
                successorsMax,
                "within [1, 10000]");
    }
}
