package io.segue.operators.scoring;

import io.segue.models.proposal.ScoredItem;
import io.segue.operators.turn.LaneScores;
import io.segue.operators.turn.TurnVariant;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.session.HiddenState;
import java.util.List;

/**
 * What the models make of a turn.
 *
 * @param hidden what the champion remembers of the session
 * @param whyNoModel in words; empty where there is one
 * @param others what the models of variants remember
 * @param lanes what they propose
 * @param variants of the user
 */
record TurnScores(
        HiddenState hidden,
        ModelVersion model,
        List<ScoredItem> proposals,
        List<ScoredItem> similar,
        String whyNoModel,
        List<HiddenState> others,
        List<LaneScores> lanes,
        List<TurnVariant> variants) {
    /** Of the champion alone. */
    TurnScores(
            HiddenState hidden,
            ModelVersion model,
            List<ScoredItem> proposals,
            List<ScoredItem> similar,
            String whyNoModel) {
        this(hidden, model, proposals, similar, whyNoModel, List.of(), List.of(), List.of());
    }

    TurnScores with(List<HiddenState> newOthers, List<LaneScores> newLanes, List<TurnVariant> newVariants) {
        return new TurnScores(hidden, model, proposals, similar, whyNoModel, newOthers, newLanes, newVariants);
    }

    static TurnScores withoutModel(String why) {
        return new TurnScores(
                HiddenState.NONE,
                new ModelVersion(ModelVersion.NONE, ModelVersion.CHAMPION),
                List.of(),
                List.of(),
                why);
    }
}
