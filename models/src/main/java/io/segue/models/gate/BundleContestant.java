package io.segue.models.gate;

import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RankContestant;
import io.segue.models.evaluation.RetrieverContestant;
import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.FrozenRanker;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.RankSettings;
import io.segue.models.rank.Retrievers;
import io.segue.models.recommender.ModelRetriever;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.serving.NextItemModel;
import io.segue.models.training.TrainingSet;
import io.segue.state.live.LiveSettings;
import java.util.Optional;

/**
 * A bundle as a contestant: as the job would serve it after the older part of a slice, from which counts and users'
 * histories come. So two models differ by what they learned, not by what was counted.
 */
public final class BundleContestant {
    private BundleContestant() {}

    /**
     * A contestant that owns the model.
     *
     * @param older what came before the slice
     */
    public static Contestant of(NextItemModel model, TrainingSet older, LiveSettings live, RankSettings ranks) {
        Optional<RankNetwork> ranker = model.ranker();
        if (ranker.isEmpty()) {
            return new RetrieverContestant(retriever(model, older));
        }
        LiveReplay replay = LiveReplay.after(older, live, true);
        BatchRetriever similar = model.similar().map(BatchRetriever::of).orElse(BatchRetriever.NONE);
        // Last, since the contestant is to close it.
        return new RankContestant(
                new Retrievers(retriever(model, older), similar),
                replay,
                new FrozenRanker(new CandidateRanker(ranker.get(), ranks)),
                older.repeatsCollapsed());
    }

    private static BatchRetriever retriever(NextItemModel model, TrainingSet older) {
        return new ModelRetriever(model, older.catalogue(), older.repeatsCollapsed(), older.sessions());
    }
}
