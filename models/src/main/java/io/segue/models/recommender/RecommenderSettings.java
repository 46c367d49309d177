package io.segue.models.recommender;

import io.segue.models.baseline.StanSettings;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.GruSettings;
import io.segue.models.rank.RankSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.state.live.LiveSettings;

/**
 * How a recommender is trained.
 *
 * @param gru the session model
 * @param similar sessions like this one
 * @param training of the ranker
 * @param rank what it ranks
 * @param live what is counted
 * @param isLive whether items are counted while it serves, as in the job; a ranker for frozen counts reads none of the
 *     features that age
 * @param learnsOn whether session model and ranker go on learning while they are asked, which the job's don't
 */
public record RecommenderSettings(
        GruSettings gru,
        StanSettings similar,
        RankTrainingSettings training,
        RankSettings rank,
        LiveSettings live,
        boolean isLive,
        boolean learnsOn) {
    /** As the job serves. */
    public static final RecommenderSettings DEFAULT = new RecommenderSettings(
            GruSettings.DEFAULT,
            StanSettings.DEFAULT,
            RankTrainingSettings.DEFAULT,
            RankSettings.DEFAULT,
            LiveSettings.DEFAULT,
            true,
            false);

    public RecommenderSettings {
        if (learnsOn) {
            GruLearner.check(gru);
        }
    }

    public RecommenderSettings withGru(GruSettings other) {
        return new RecommenderSettings(other, similar, training, rank, live, isLive, learnsOn);
    }

    public RecommenderSettings withSimilar(StanSettings other) {
        return new RecommenderSettings(gru, other, training, rank, live, isLive, learnsOn);
    }

    /** For a job that counts and ranks like this. */
    public RecommenderSettings servedBy(LiveSettings counts, RankSettings ranks) {
        return new RecommenderSettings(gru, similar, training, ranks, counts, isLive, learnsOn);
    }

    public RecommenderSettings withLive(boolean counts) {
        return new RecommenderSettings(gru, similar, training, rank, live, counts, learnsOn);
    }

    public RecommenderSettings withRank(RankSettings other) {
        return new RecommenderSettings(gru, similar, training, other, live, isLive, learnsOn);
    }

    public RecommenderSettings withTraining(RankTrainingSettings other) {
        return new RecommenderSettings(gru, similar, other, rank, live, isLive, learnsOn);
    }

    public RecommenderSettings withLearning(boolean goesOn) {
        return new RecommenderSettings(gru, similar, training, rank, live, isLive, goesOn);
    }
}
