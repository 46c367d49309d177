package io.segue.operators.scoring;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.session.HiddenState;
import java.util.List;

/**
 * What the model makes of a turn.
 *
 * @param hidden what it remembers of the session
 * @param whyNoModel in words; empty where there is one
 */
record TurnScores(
        HiddenState hidden,
        ModelVersion model,
        List<ScoredItem> proposals,
        List<ScoredItem> similar,
        String whyNoModel) {
    static TurnScores withoutModel(String why) {
        return new TurnScores(
                HiddenState.NONE,
                new ModelVersion(ModelVersion.NONE, ModelVersion.CHAMPION),
                List.of(),
                List.of(),
                why);
    }
}
