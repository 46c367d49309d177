package io.segue.streaming.bench.pipeline;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingListener;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.session.SessionLog;
import io.segue.streaming.options.JobSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A model as large as asked for that has learned little: what it says does not matter, how long it takes does. */
final class BenchModel {
    private static final String VERSION = "bench";
    private static final int EPOCHS = 2;
    /** Of the visits, those that the ranker learns from. */
    private static final double NEWER = 0.25;

    private static final int RANKER_EPOCHS = 1;

    private BenchModel() {}

    /** Trains a whole bundle, ranker and index of sessions included, and returns its release as champion. */
    static Release train(
            ShopEvents shop, PipelineSettings settings, JobSettings job, Path bundle, TrainingListener listener)
            throws IOException {
        List<Interaction> history = shop.toLearnFrom();
        RankTrainingSettings usual = RankTrainingSettings.DEFAULT;
        RankTrainingSettings ranking = new RankTrainingSettings(
                NEWER * shop.learnedVisitsCount() / history.size(),
                usual.units(),
                RANKER_EPOCHS,
                usual.batchSize(),
                usual.learningRate(),
                usual.weightDecay(),
                usual.examplesMax(),
                usual.nextItemWeight(),
                usual.purchaseWeight());
        GruSettings gru = GruSettings.DEFAULT.withHiddenSize(settings.hidden()).withEpochs(EPOCHS);
        RecommenderSettings how = RecommenderSettings.DEFAULT
                .withGru(gru)
                .withTraining(ranking)
                .servedBy(job.ranker().live(), job.ranker().rank());
        TrainingSet data = new TrainingSet(
                SessionLog.sessions(history, job.scorer().session()),
                ItemCatalogue.EMPTY,
                job.ranker().rules().excludesNewest());
        ModelSummary summary = new RecommenderTrainer(how, new DeviceChoice(job.device()))
                .train(data, gru.seed(), listener)
                .writeBundle(
                        bundle, job.scorer().modelName(), VERSION, Instant.now().toEpochMilli(), Map.of());
        return new Release(
                summary.name(),
                summary.version(),
                ReleaseState.CHAMPION,
                bundle.toAbsolutePath().toUri().toString(),
                summary.sha256(),
                summary.trainedUntilMs(),
                Map.of(),
                Map.of(),
                Instant.now().toEpochMilli());
    }
}
