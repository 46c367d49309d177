package io.segue.models.recommender;

import io.segue.models.baseline.SessionIndex;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleWriter;
import io.segue.models.format.ModelCard;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.TrainedGru;
import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.FrozenRanker;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.OnlineRankSettings;
import io.segue.models.rank.OnlineRanker;
import io.segue.models.rank.RankFeature;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.Retrievers;
import io.segue.models.rank.TrainedCounts;
import io.segue.models.rank.TurnRanker;
import io.segue.models.tensor.Tensor;
import io.segue.models.training.TrainingSet;
import io.segue.state.item.ItemCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of a training: can be tried at once. */
public final class TrainedRecommender {
    private final RecommenderSettings settings;
    private final TrainedGru gru;
    private final SessionIndex index;
    private final RankNetwork network;
    private final TrainingSet data;
    private final TrainingCourse course;

    TrainedRecommender(
            RecommenderSettings settings,
            TrainedGru gru,
            SessionIndex index,
            RankNetwork network,
            TrainingSet data,
            TrainingCourse course) {
        this.settings = settings;
        this.gru = gru;
        this.index = index;
        this.network = network;
        this.data = data;
        this.course = course;
    }

    public TrainedGru gru() {
        return gru;
    }

    /** How the training went. */
    public TrainingCourse course() {
        return course;
    }

    /** What is known of the items. */
    public ItemCatalogue catalogue() {
        return data.catalogue();
    }

    /**
     * What it answers the newest sessions of its data, oldest first.
     *
     * @param sessions at most so many
     * @param items of a list, at most
     */
    public List<SampleList> samples(int sessions, int items, DeviceChoice device) {
        return new Samples(data, sessions)
                .lists(
                        before -> TrainedRetrievers.open("sampled", gru, index, before, settings, device),
                        ranker(),
                        new LiveReplay(settings.live(), data.catalogue()),
                        items);
    }

    /** The retrievers, opened; whoever asks closes them. */
    public Retrievers retrievers(DeviceChoice device) {
        return TrainedRetrievers.open("tried", gru, index, data, settings, device);
    }

    /** The ranker, new at each call. */
    public TurnRanker ranker() {
        return settings.learnsOn()
                ? new OnlineRanker(network, settings.rank(), OnlineRankSettings.DEFAULT)
                : new FrozenRanker(new CandidateRanker(network, settings.rank()));
    }

    /** The counts as they stand at the end of the training data; they go on only where the settings say so. */
    public LiveReplay replay() {
        return LiveReplay.after(data, settings.live(), settings.isLive());
    }

    /**
     * Writes a bundle, in one step: it is there as a whole or not at all.
     *
     * @param bundle the folder to create, which must not exist
     * @param createdAtMs epoch milliseconds
     * @param metrics of an evaluation, kept in the card beside those of the training
     */
    public ModelSummary writeBundle(
            Path bundle, String name, String version, long createdAtMs, Map<String, Double> metrics)
            throws IOException {
        ModelCard.Retrieval retrieval = new ModelCard.Retrieval(
                data.repeatsCollapsed(),
                Optional.of(settings.similar()),
                RankFeature.names(),
                Optional.of(settings.live()),
                Optional.of(settings.training()));
        List<Tensor> tensors = new ArrayList<>(index.tensors());
        tensors.addAll(network.tensors());
        tensors.addAll(TrainedCounts.tensors(gru.vocabulary(), settings.live(), replay().counts()));
        ModelCard card = gru.card(name, version, createdAtMs, metrics, retrieval);
        return BundleWriter.write(bundle, gru.content(card, tensors));
    }
}
