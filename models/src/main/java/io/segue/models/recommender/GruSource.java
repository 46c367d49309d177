package io.segue.models.recommender;

import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.LearnerStart;
import io.segue.models.gru.TrainedGru;
import io.segue.models.gru.TrainingListener;
import io.segue.models.training.TrainingSet;
import java.util.Optional;

/** Where a recommender's session model comes from. */
@FunctionalInterface
public interface GruSource {
    /** The model with these settings, learned from these data; whoever asks twice gets the same weights. */
    TrainedGru gru(TrainingSet data, GruSettings settings, TrainingListener listener);

    /** Trains it. */
    static GruSource training(DeviceChoice device) {
        return (data, settings, listener) ->
                new GruTrainer(settings, device).train(data.sessions(), data.catalogue(), listener);
    }

    /** Trains it on from where another training ended, for so many epochs. */
    static GruSource goingOn(LearnerStart start, int epochs, DeviceChoice device) {
        return (data, settings, listener) -> new GruTrainer(settings.goingOn(epochs), device, Optional.of(start))
                .train(data.sessions(), data.catalogue(), listener);
    }
}
