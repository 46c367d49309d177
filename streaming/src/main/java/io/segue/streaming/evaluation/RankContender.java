package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RankContestant;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.TurnRanker;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.recommender.TrainedRecommender;
import io.segue.models.training.TrainingSet;

/**
 * The whole recommender, as {@code ./segue train} trains it and the job serves it.
 *
 * @param isOnline whether its ranker goes on learning during the test, which the job's does not
 */
record RankContender(String name, boolean isOnline, ContenderSettings settings) implements Contender {
    @Override
    public Contestant train(TrainingSet data, long seed) {
        RecommenderSettings how = RecommenderSettings.DEFAULT
                .withGru(settings.gru())
                .withSimilar(settings.similar())
                .withLive(settings.live());
        TrainedRecommender trained =
                new RecommenderTrainer(how, settings.device()).train(data, seed, settings.trainingListener());
        LiveReplay replay = trained.replay();
        TurnRanker ranker = isOnline && settings.live() ? trained.onlineRanker() : trained.frozenRanker();
        // Last, since the contestant is to close them.
        return new RankContestant(trained.retrievers(settings.device()), replay, ranker, data.repeatsCollapsed());
    }
}
