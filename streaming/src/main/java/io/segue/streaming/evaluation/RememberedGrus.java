package io.segue.streaming.evaluation;

import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainedGru;
import io.segue.models.gru.TrainingListener;
import io.segue.models.recommender.GruSource;
import io.segue.models.training.TrainingSet;
import java.util.HashMap;
import java.util.Map;

/** Trains each session model once, for contenders that differ in what comes after it. Not thread safe. */
final class RememberedGrus implements GruSource {
    private final GruSource trainer;
    private final Map<Key, TrainedGru> trained = new HashMap<>();

    /** The settings have the seed. */
    private record Key(TrainingSet data, GruSettings settings) {}

    RememberedGrus(GruSource trainer) {
        this.trainer = trainer;
    }

    @Override
    public TrainedGru gru(TrainingSet data, GruSettings settings, TrainingListener listener) {
        return trained.computeIfAbsent(new Key(data, settings), key -> trainer.gru(data, settings, listener));
    }
}
