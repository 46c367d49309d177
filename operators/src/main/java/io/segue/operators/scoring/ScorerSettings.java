package io.segue.operators.scoring;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.rank.RankSettings;
import io.segue.models.serving.Scorer;
import io.segue.operators.bundle.BundleSettings;
import io.segue.operators.model.ServingSettings;
import io.segue.state.live.LiveSettings;
import io.segue.state.session.SessionSettings;
import java.io.Serializable;

/**
 * How interactions are taken into their sessions and scored.
 *
 * @param bundle the events that one model call answers
 * @param proposalsMax items that the model proposes, and as many that similar sessions do
 * @param distanceMax how many events back in the session a transition may begin
 * @param excludesNewest whether the model never proposes the item just seen
 */
public record ScorerSettings(
        SessionSettings session,
        ServingSettings serving,
        BundleSettings bundle,
        int proposalsMax,
        int distanceMax,
        boolean excludesNewest)
        implements Serializable {
    public ScorerSettings {
        require(
                proposalsMax >= 1 && proposalsMax <= Scorer.ITEMS_MAX,
                RankSettings.PROPOSALS,
                proposalsMax,
                "within [1, " + Scorer.ITEMS_MAX + "]");
        require(distanceMax >= 1 && distanceMax <= 20, LiveSettings.DISTANCE_MAX, distanceMax, "within [1, 20]");
    }

    public String modelName() {
        return serving.modelName();
    }
}
