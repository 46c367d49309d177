package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.gru.GruLearnerSettings;
import io.segue.operators.learn.LearnerSettings;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * How the RetrainJob goes on learning between two trainings.
 *
 * @param storeFolder where deltas go, a path that every process which serves them can read
 * @param gru how the session model takes its steps
 */
public record LearnSettings(LearnerSettings learner, String storeFolder, GruLearnerSettings gru)
        implements Serializable {
    public Path store() {
        return Path.of(storeFolder);
    }

    /** Reads and checks the options; empty where nothing is learned between trainings. */
    static Optional<LearnSettings> of(Configuration options, String modelName) {
        String store = JobSettings.get(options, RetrainJobOptions.RETRAIN_STORE);
        LearnSettings settings = new LearnSettings(
                new LearnerSettings(
                        modelName,
                        JobSettings.get(options, LearnOptions.PUBLISH_EVERY),
                        JobSettings.get(options, LearnOptions.EVENTS_MAX),
                        JobSettings.get(options, LearnOptions.WAITING_MAX)),
                store,
                gruOf(options));
        boolean isEnabled = JobSettings.get(options, LearnOptions.ENABLED);
        return isEnabled && !store.isEmpty() ? Optional.of(settings) : Optional.empty();
    }

    private static GruLearnerSettings gruOf(Configuration options) {
        GruLearnerSettings standard = GruLearnerSettings.DEFAULT;
        double rate = JobSettings.get(options, LearnOptions.RATE);
        require(rate > 0 && rate <= 10, LearnOptions.RATE.key(), rate, "within (0, 10]");
        int changes = JobSettings.get(options, LearnOptions.CHANGES);
        require(changes >= 1 && changes <= 4_096, LearnOptions.CHANGES.key(), changes, "within [1, 4096]");
        return new GruLearnerSettings(
                changes,
                standard.stepsPerRelease(),
                rate,
                standard.embeddingDropout(),
                standard.hiddenDropout(),
                standard.negatives(),
                standard.recentEvents(),
                standard.itemsMax());
    }
}
