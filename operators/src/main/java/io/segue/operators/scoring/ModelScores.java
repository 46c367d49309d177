package io.segue.operators.scoring;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.retrieval.Retriever;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.operators.model.ModelSlot;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.session.HiddenState;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Scores turns of different users by one batched model call, and asks the index of sessions for each. */
final class ModelScores {
    private static final String NOTHING = "";
    private static final float[] NO_MEMORY = {};

    private final ModelSlot.Served<Scorer> served;
    private final ScorerSettings settings;
    private final Function<UserState, HiddenState> memory;
    private int rebuiltCount;

    private ModelScores(
            ModelSlot.Served<Scorer> served, ScorerSettings settings, Function<UserState, HiddenState> memory) {
        this.served = served;
        this.settings = settings;
        this.memory = memory;
    }

    static ModelScores ofChampion(ModelSlot.Served<Scorer> served, ScorerSettings settings) {
        return new ModelScores(served, settings, UserState::hidden);
    }

    /** Of the model of a variant. */
    static ModelScores ofVariant(ModelSlot.Served<Scorer> served, ScorerSettings settings) {
        String stamp = served.stamp();
        return new ModelScores(served, settings, user -> user.other(stamp));
    }

    List<TurnScores> score(List<Turn> turns) {
        List<ModelRequest> requests = new ArrayList<>(turns.size());
        for (Turn turn : turns) {
            requests.add(requestFor(turn));
        }
        List<ModelAnswer> answers = served.view().recommend(requests, settings.proposalsMax());
        ModelVersion version = new ModelVersion(served.release().version(), ModelVersion.CHAMPION);
        List<TurnScores> scores = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            ModelAnswer answer = answers.get(i);
            scores.add(new TurnScores(
                    HiddenState.kept(served.stamp(), answer.hidden()),
                    version,
                    answer.items(),
                    similar(turns.get(i)),
                    ""));
        }
        return scores;
    }

    /** How many hidden vectors were rebuilt by replay so far. */
    int rebuiltCount() {
        return rebuiltCount;
    }

    private List<ScoredItem> similar(Turn turn) {
        Optional<Retriever> index = served.model().model().similar();
        return index.isEmpty()
                ? List.of()
                : index.get().propose(turn.step().after().tail(), settings.proposalsMax());
    }

    /**
     * One step where the hidden vector is this model's, else the whole kept tail. A session starts with the vector that
     * the one before left behind, for models that have a memory; that of another model is as good as none, so a replay
     * begins without.
     */
    private ModelRequest requestFor(Turn turn) {
        UserState before = turn.step().before();
        SessionTail tail = turn.step().after().tail();
        String excluded = settings.excludesNewest() ? turn.interaction().itemId() : NOTHING;
        HiddenState hidden = memory.apply(before);
        boolean isOfModel = hidden.isOf(served.stamp());
        if (before.tail().isEmpty()) {
            return ModelRequest.replay(isOfModel ? hidden.values() : NO_MEMORY, tail, excluded);
        }
        if (isOfModel) {
            return ModelRequest.step(hidden.values(), tail, excluded);
        }
        rebuiltCount++;
        return ModelRequest.replay(tail, excluded);
    }
}
