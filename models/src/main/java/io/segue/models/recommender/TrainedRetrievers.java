package io.segue.models.recommender;

import io.segue.models.baseline.SessionIndex;
import io.segue.models.baseline.Stan;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.GruLearnerSettings;
import io.segue.models.gru.TrainedGru;
import io.segue.models.rank.Retrievers;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.training.TrainingSet;

/** What a recommender's trainings result in, opened as its retrievers. */
final class TrainedRetrievers {
    private TrainedRetrievers() {}

    /**
     * The retrievers; whoever asks closes them.
     *
     * @param version of the session model
     * @param data that they were trained on
     */
    static Retrievers open(
            String version,
            TrainedGru gru,
            SessionIndex index,
            TrainingSet data,
            RecommenderSettings settings,
            DeviceChoice device) {
        // First what holds nothing outside the heap.
        Stan similar = Stan.over(index, data.repeatsCollapsed(), settings.similar());
        return new Retrievers(
                settings.learnsOn() ? learning(gru, data, device) : frozen(version, gru, data, device),
                BatchRetriever.of(similar));
    }

    private static BatchRetriever frozen(String version, TrainedGru gru, TrainingSet data, DeviceChoice device) {
        return new ModelRetriever(
                gru.open(version, device), data.catalogue(), data.repeatsCollapsed(), data.sessions());
    }

    private static BatchRetriever learning(TrainedGru gru, TrainingSet data, DeviceChoice device) {
        return new LearningRetriever(new GruLearner(gru, data, GruLearnerSettings.DEFAULT, device), data);
    }
}
