package io.segue.operators.ranking;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.rank.RankSettings;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.model.ServingSettings;
import io.segue.state.live.LiveSettings;
import io.segue.state.prequential.UserSample;
import java.io.Serializable;

/**
 * How turns are answered.
 *
 * @param listLength items of a recommendation
 * @param controlled users whose answers are compared with what popularity alone would have shown
 */
public record RankerSettings(
        ServingSettings serving,
        int listLength,
        LiveSettings live,
        RankSettings rank,
        RuleSettings rules,
        UserSample controlled)
        implements Serializable {
    public static final String LIST_LENGTH = "segue.recommendation.items";

    /** With the longest ids of the contract, a longer list would not fit into a Kafka record of 1 MiB. */
    private static final int LIST_LENGTH_MAX = 500;

    public RankerSettings {
        require(
                listLength >= 1 && listLength <= LIST_LENGTH_MAX,
                LIST_LENGTH,
                listLength,
                "within [1, " + LIST_LENGTH_MAX + "]");
        require(
                rank.candidatesMax() >= listLength,
                RankSettings.CANDIDATES,
                rank.candidatesMax(),
                "at least " + LIST_LENGTH + ", " + listLength);
    }
}
