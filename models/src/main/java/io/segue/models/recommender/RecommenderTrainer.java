package io.segue.models.recommender;

import io.segue.models.baseline.SessionIndex;
import io.segue.models.baseline.SessionIndexLimits;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.TrainedGru;
import io.segue.models.gru.TrainingListener;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.RankTrainer;
import io.segue.models.rank.Retrievers;
import io.segue.models.training.TooLittleToLearnException;
import io.segue.models.training.TrainingSet;

/**
 * Trains retrievers and ranker: first the ranker, with retrievers that know the older part of the data only, then the
 * retrievers anew on all of it. The session model is thus trained twice.
 */
public final class RecommenderTrainer {
    private final RecommenderSettings settings;
    private final DeviceChoice device;
    private final GruSource grus;
    private final GruSource serving;

    public RecommenderTrainer(RecommenderSettings settings, DeviceChoice device) {
        this(settings, device, GruSource.training(device));
    }

    /** @param grus where the session models come from */
    public RecommenderTrainer(RecommenderSettings settings, DeviceChoice device, GruSource grus) {
        this(settings, device, grus, grus);
    }

    /**
     * A trainer whose serving model comes from elsewhere.
     *
     * @param grus where the session model comes from that the ranker learns with, which must not know the newer part
     * @param serving where the one comes from that serves
     */
    public RecommenderTrainer(RecommenderSettings settings, DeviceChoice device, GruSource grus, GruSource serving) {
        this.settings = settings;
        this.device = device;
        this.grus = grus;
        this.serving = serving;
    }

    /**
     * Trains.
     *
     * @throws TooLittleToLearnException if there is too little to learn from
     */
    public TrainedRecommender train(TrainingSet data, long seed, TrainingListener listener) {
        RankTrainer ranker = new RankTrainer(settings.training(), settings.rank(), settings.live(), settings.isLive());
        OlderPart olderPart = new OlderPart();
        RankPass rankPass = new RankPass(new Pass(listener, "pass 2 of 3: the ranker, on the newer events"), olderPart);
        RankNetwork network = ranker.train(data, older -> retrievers(older, seed, listener, olderPart), rankPass, seed);
        TrainedGru gru = serving.gru(
                data,
                settings.gru().withSeed(seed),
                new Pass(listener, "pass 3 of 3: the session model that serves, on all events"));
        return new TrainedRecommender(settings, gru, index(data, gru), network, data, olderPart.then(gru.log()));
    }

    private Retrievers retrievers(TrainingSet data, long seed, TrainingListener listener, OlderPart olderPart) {
        TrainedGru gru = grus.gru(
                data,
                settings.gru().withSeed(seed),
                new Pass(listener, "pass 1 of 3: a session model for the ranker to learn with, on the older events"));
        olderPart.trained(data, gru.log());
        return TrainedRetrievers.open("older", gru, index(data, gru), data, settings, device);
    }

    /** Of the items that the session model knows, so that both share a bundle's vocabulary. */
    private static SessionIndex index(TrainingSet data, TrainedGru gru) {
        return SessionIndex.of(gru.vocabulary(), data.sessions(), SessionIndexLimits.DEFAULT);
    }
}
