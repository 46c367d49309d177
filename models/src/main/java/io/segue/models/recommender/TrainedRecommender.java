package io.segue.models.recommender;

import io.segue.models.baseline.SessionIndex;
import io.segue.models.baseline.Stan;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.TrainedGru;
import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.Retrievers;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.retrieval.ModelRetriever;
import io.segue.models.training.TrainingSet;
import io.segue.models.training.TrainingTurn;

/** The result of a training: can be tried at once. */
public final class TrainedRecommender {
    /** Names of training sessions do not meet those of others. */
    private static final String TRAINING_PREFIX = "train/";

    private final RecommenderSettings settings;
    private final TrainedGru gru;
    private final SessionIndex index;
    private final RankNetwork network;
    private final TrainingSet data;

    TrainedRecommender(
            RecommenderSettings settings, TrainedGru gru, SessionIndex index, RankNetwork network, TrainingSet data) {
        this.settings = settings;
        this.gru = gru;
        this.index = index;
        this.network = network;
        this.data = data;
    }

    public TrainedGru gru() {
        return gru;
    }

    /** The retrievers, opened; whoever asks closes them. */
    public Retrievers retrievers(DeviceChoice device) {
        return new Retrievers(
                new ModelRetriever(gru.open("tried", device), data.catalogue(), data.repeatsCollapsed()),
                BatchRetriever.of(Stan.over(index, data.repeatsCollapsed(), settings.similar())));
    }

    public CandidateRanker ranker() {
        return new CandidateRanker(network, settings.rank());
    }

    /** The counts as they stand at the end of the training data; they go on only where the settings say so. */
    public LiveReplay replay() {
        LiveReplay replay = new LiveReplay(settings.live(), data.catalogue());
        for (TrainingTurn turn : TrainingTurn.inTimeOrder(data.sessions())) {
            replay.observe(turn.userId(), TRAINING_PREFIX + turn.session(), turn.tail());
        }
        if (!settings.isLive()) {
            replay.freeze();
        }
        return replay;
    }
}
