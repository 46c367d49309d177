package io.segue.streaming.e2e;

import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.session.SessionLog;
import io.segue.streaming.options.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** A model really trained, in a second or two, on the generator's shop. */
final class SmallModel {
    private static final int ITEMS = 100;
    private static final double EVENTS_PER_SECOND = 20;
    static final Duration HISTORY = Duration.ofMinutes(5);
    private static final Instant TRAINED_UNTIL = Instant.parse("2026-01-01T00:00:00Z");

    private SmallModel() {}

    /** Some thousand events of the shop up to a moment, in event-time order. */
    static List<Interaction> events(Instant until) {
        return new EventGenerator(GeneratorSettings.of(2_000, ITEMS, EVENTS_PER_SECOND, HISTORY, until, 7))
                .stream().toList();
    }

    static ModelSummary train(Path bundle, String version, long seed) throws Exception {
        return new RecommenderTrainer(RecommenderSettings.DEFAULT.withGru(settings(seed)), DeviceChoice.CPU)
                .train(data(), seed, progress -> {})
                .writeBundle(bundle, "segue", version, TRAINED_UNTIL.toEpochMilli(), Map.of());
    }

    /** The network alone, whose proposals are fused with those that are counted. */
    static ModelSummary trainNetwork(Path bundle, String version) throws Exception {
        return new GruTrainer(settings(1), DeviceChoice.CPU)
                .train(data().sessions(), ItemCatalogue.EMPTY, progress -> {})
                .writeBundle(bundle, "segue", version, TRAINED_UNTIL.toEpochMilli(), Map.of());
    }

    private static GruSettings settings(long seed) {
        return GruSettings.DEFAULT
                .withHiddenSize(16)
                .withEpochs(2)
                .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 64, 0.5))
                .withSeed(seed);
    }

    private static TrainingSet data() {
        return new TrainingSet(
                SessionLog.sessions(
                        events(TRAINED_UNTIL),
                        JobSettings.of(new Configuration()).scorer().session()),
                ItemCatalogue.EMPTY,
                true);
    }

    static Release champion(ModelSummary summary) {
        return release(summary, summary.version(), summary.sha256());
    }

    static Release release(ModelSummary summary, String version, String sha256) {
        return new Release(
                "segue",
                version,
                ReleaseState.CHAMPION,
                summary.bundle().toUri().toString(),
                sha256,
                summary.trainedUntilMs(),
                Map.of(),
                Map.of(),
                summary.trainedUntilMs());
    }
}
