package io.segue.operators.scoring;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.ScoredItem;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import io.segue.state.session.HiddenState;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import java.util.ArrayList;
import java.util.List;

/** Answers turns of different users by one batched model call. */
final class ModelAnswers {
    private static final float[] SESSION_START = {};

    private final ModelSlot.Served served;
    private final int listLength;
    private int rebuiltCount;

    ModelAnswers(ModelSlot.Served served, int listLength) {
        this.served = served;
        this.listLength = listLength;
    }

    List<Answer> answer(List<Turn> turns) {
        List<ModelRequest> requests = new ArrayList<>(turns.size());
        for (Turn turn : turns) {
            requests.add(requestFor(turn));
        }
        List<ModelAnswer> answers = served.scorer().recommend(requests, listLength);
        ModelVersion version = new ModelVersion(served.release().version(), ModelVersion.CHAMPION);
        List<Answer> result = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            ModelAnswer answer = answers.get(i);
            String trigger = turns.get(i).interaction().itemId();
            result.add(new Answer(
                    new HiddenState(served.stamp(), answer.hidden()),
                    version,
                    itemsOf(answer),
                    Source.GRU,
                    "next item in the session, after " + trigger));
        }
        return result;
    }

    /** How many hidden vectors were rebuilt by replay so far. */
    int rebuiltCount() {
        return rebuiltCount;
    }

    /** One step where the hidden vector is this model's, else the whole kept tail. */
    private ModelRequest requestFor(Turn turn) {
        UserState before = turn.step().before();
        SessionTail tail = turn.step().after().tail();
        String justSeen = turn.interaction().itemId();
        if (before.tail().isEmpty()) {
            return ModelRequest.step(SESSION_START, tail, justSeen);
        }
        if (before.hidden().isOf(served.stamp())) {
            return ModelRequest.step(before.hidden().values(), tail, justSeen);
        }
        rebuiltCount++;
        return ModelRequest.replay(tail, justSeen);
    }

    private static List<RecommendedItem> itemsOf(ModelAnswer answer) {
        List<RecommendedItem> items = new ArrayList<>(answer.items().size());
        for (ScoredItem scored : answer.items()) {
            items.add(new RecommendedItem(scored.itemId(), items.size() + 1, scored.score(), Source.GRU, List.of()));
        }
        return items;
    }
}
