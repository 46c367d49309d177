package io.segue.streaming.e2e;

import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
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

    private SmallModel() {}

    /** Some thousand events of the shop up to a moment, in event-time order. */
    static List<Interaction> events(Instant until) {
        return new EventGenerator(GeneratorSettings.of(2_000, ITEMS, EVENTS_PER_SECOND, HISTORY, until, 7))
                .stream().toList();
    }

    static ModelSummary train(Path bundle, String version, long seed) throws Exception {
        Instant until = Instant.parse("2026-01-01T00:00:00Z");
        GruSettings settings = GruSettings.DEFAULT
                .withHiddenSize(16)
                .withEpochs(2)
                .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 64, 0.5))
                .withSeed(seed);
        TrainingSet data = new TrainingSet(
                SessionLog.sessions(
                        events(until),
                        JobSettings.of(new Configuration()).scorer().session()),
                ItemCatalogue.EMPTY,
                true);
        return new RecommenderTrainer(RecommenderSettings.DEFAULT.withGru(settings), new DeviceChoice("cpu"))
                .train(data, seed, progress -> {})
                .writeBundle(bundle, "segue", version, until.toEpochMilli(), Map.of());
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
