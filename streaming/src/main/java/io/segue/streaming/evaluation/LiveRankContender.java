package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RankContestant;
import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.FrozenRanker;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.OnlineRankSettings;
import io.segue.models.rank.OnlineRanker;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.RankTrainer;
import io.segue.models.rank.Retrievers;
import io.segue.models.rank.TurnRanker;
import io.segue.models.training.TrainingSet;

/**
 * What is counted live, ranked, and nothing that was trained before beside it: how much of a list needs no session model.
 * Its ranker goes on learning during the test where counts do.
 */
record LiveRankContender(String name, ContenderSettings settings) implements Contender {
    @Override
    public Contestant train(TrainingSet data, long seed) {
        RankNetwork network = new RankTrainer(settings.ranking(), settings.ranks(), settings.counts(), settings.live())
                .train(data, older -> Retrievers.NONE, seed);
        LiveReplay replay = LiveReplay.after(data, settings.counts(), settings.live());
        TurnRanker ranker = settings.live()
                ? new OnlineRanker(network, settings.ranks(), OnlineRankSettings.DEFAULT)
                : new FrozenRanker(new CandidateRanker(network, settings.ranks()));
        return new RankContestant(Retrievers.NONE, replay, ranker, data.repeatsCollapsed());
    }
}
