package io.segue.operators.turn;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.interaction.Interaction;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.session.SessionTail;
import io.segue.state.session.TurnPlace;
import java.util.List;

/**
 * An interaction that is due an answer, with what the model proposes.
 *
 * @param opensSession whether it is the first of its session
 * @param place among the interactions of its user: turns of one user can overtake each other on their way by items
 * @param tail of the session, up to and including the interaction
 * @param proposals of the session model, best first; none without a model
 * @param similar proposals from similar sessions, best first; none where the model has no index of them
 * @param whyNoModel in words; empty where there is one
 * @param lanes what the models of variants propose
 * @param variants of the user, the one that answers first where there is one; none: the champion alone
 */
public record ScoredTurn(
        Interaction trigger,
        String sessionId,
        boolean opensSession,
        TurnPlace place,
        SessionTail tail,
        ModelVersion model,
        List<ScoredItem> proposals,
        List<ScoredItem> similar,
        String whyNoModel,
        List<LaneScores> lanes,
        List<TurnVariant> variants)
        implements SessionSignal {
    public ScoredTurn {
        proposals = PackedItems.copyOf(proposals);
        similar = PackedItems.copyOf(similar);
        lanes = List.copyOf(lanes);
        variants = List.copyOf(variants);
    }

    public String userId() {
        return trigger.userId();
    }

    @Override
    public String itemId() {
        return trigger.itemId();
    }

    @Override
    public long eventTimeMs() {
        return trigger.timestampMs();
    }

    /** What the champion proposes. */
    public LaneScores champion() {
        return new LaneScores(model.version(), proposals, similar);
    }

    public boolean hasModel() {
        return whyNoModel.isEmpty();
    }
}
