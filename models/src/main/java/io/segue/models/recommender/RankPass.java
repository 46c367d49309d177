package io.segue.models.recommender;

import io.segue.models.gru.TrainingClock;
import io.segue.models.rank.NewerPartListener;
import io.segue.models.rank.RankFitStep;
import io.segue.models.rank.RankQuery;
import io.segue.models.training.TrainingTurn;
import io.segue.state.live.LiveItems;
import org.jspecify.annotations.Nullable;

/** The training of the ranker as a pass: it begins with the first turn of the newer part, and each of its steps counts. */
final class RankPass implements NewerPartListener {
    private final Pass pass;
    private final NewerPartListener newerPart;

    @Nullable
    private TrainingClock clock;

    RankPass(Pass pass, NewerPartListener newerPart) {
        this.pass = pass;
        this.newerPart = newerPart;
    }

    @Override
    public void onTurn(TrainingTurn turn, RankQuery query, LiveItems live) {
        pass.begin();
        newerPart.onTurn(turn, query, live);
    }

    @Override
    public void onStep(RankFitStep step) {
        if (clock == null) {
            clock = new TrainingClock(step.epochs(), step.steps(), pass);
        }
        clock.tick(step.epoch(), step.step(), step.examples(), step.loss());
    }
}
