package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RankContestant;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.TurnRanker;
import io.segue.models.recommender.GruSource;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.training.TrainingSet;
import java.util.function.UnaryOperator;

/**
 * The whole recommender, as {@code ./segue train} trains it and the job serves it.
 *
 * @param isOnline whether it goes on learning during the test, where counts go on; the job's does not
 * @param change of how it is trained
 * @param grus where its session models come from
 */
record RankContender(
        String name,
        boolean isOnline,
        UnaryOperator<RecommenderSettings> change,
        ContenderSettings settings,
        GruSource grus)
        implements Contender {
    @Override
    public boolean sharesModels() {
        return grus instanceof RememberedGrus;
    }

    @Override
    public Contestant train(TrainingSet data, long seed) {
        RecommenderSettings how = change.apply(RecommenderSettings.DEFAULT
                .withGru(settings.gru())
                .withSimilar(settings.similar())
                .withTraining(settings.ranking())
                .servedBy(settings.counts(), settings.ranks())
                .withLive(settings.live())
                .withLearning(isOnline && settings.live()));
        TrainedRecommender trained =
                new RecommenderTrainer(how, settings.device(), grus).train(data, seed, settings.trainingListener());
        LiveReplay replay = trained.replay();
        TurnRanker ranker = trained.ranker();
        // Last, since the contestant is to close them.
        return new RankContestant(trained.retrievers(settings.device()), replay, ranker, data.repeatsCollapsed());
    }
}
