package io.segue.models.recommender;

import io.segue.models.gru.TrainingLog;
import io.segue.models.rank.NewerPartListener;
import io.segue.models.rank.RankQuery;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;
import io.segue.state.live.LiveItems;
import java.util.Optional;

/** Keeps what the first of the two trainings says, until there is the second one. */
final class OlderPart implements NewerPartListener {
    private Optional<TrainingLog> log = Optional.empty();
    private Optional<SliceTally> tally = Optional.empty();

    /** The session model has learned from the older part; the newer one follows. */
    void trained(TrainingSet older, TrainingLog trained) {
        log = Optional.of(trained);
        tally = Optional.of(new SliceTally(older));
    }

    @Override
    public void onTurn(TrainingTurn turn, RankQuery query, LiveItems live) {
        tally.orElseThrow().onTurn(turn, query, live);
    }

    TrainingCourse then(TrainingLog serving) {
        return new TrainingCourse(
                log.orElseThrow(), serving, tally.orElseThrow().figures());
    }
}
