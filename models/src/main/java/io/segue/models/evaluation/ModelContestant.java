package io.segue.models.evaluation;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.ScoredItem;
import io.segue.models.serving.Scorer;
import java.util.ArrayList;
import java.util.List;

/** A session model alone, frozen. Every turn replays its session from the start, so that nothing is carried along. */
public final class ModelContestant implements Contestant {
    private final NextItemModel model;
    private final Scorer scorer;
    private final boolean excludesNewest;

    /**
     * A contestant that owns the model.
     *
     * @param excludesNewest whether the item just seen is never the next one
     */
    public ModelContestant(NextItemModel model, boolean excludesNewest) {
        this.model = model;
        this.scorer = model.newScorer();
        this.excludesNewest = excludesNewest;
    }

    @Override
    public List<List<ScoredItem>> play(List<Turn> turns, int count) {
        List<ModelRequest> requests = new ArrayList<>();
        for (Turn turn : turns) {
            if (turn.isAsked()) {
                String excluded = excludesNewest ? turn.tail().newest().itemId() : "";
                requests.add(new ModelRequest(new float[0], turn.tail().inputs(), excluded));
            }
        }
        List<ModelAnswer> answers = requests.isEmpty() ? List.of() : scorer.recommend(requests, count);
        List<List<ScoredItem>> lists = new ArrayList<>(turns.size());
        int answered = 0;
        for (Turn turn : turns) {
            lists.add(turn.isAsked() ? answers.get(answered++).items() : List.of());
        }
        return lists;
    }

    @Override
    public void close() {
        scorer.close();
        model.close();
    }
}
