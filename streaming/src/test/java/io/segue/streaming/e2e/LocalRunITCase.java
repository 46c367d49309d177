package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.tuning.SettingsFile;
import io.segue.models.tuning.SettingsForm;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.Release;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.local.LocalRunSettings;
import io.segue.streaming.options.RetrainSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop: both jobs side by side, what one releases the other serves. */
class LocalRunITCase {
    private static final int USERS = 16;

    @TempDir
    Path folder;

    @TempDir
    Path settings;

    private LocalRun open() {
        return LocalRun.open(new LocalRunSettings(folder, 0, 0, -1, 2, 4, 2, 2));
    }

    private RetrainSettings settingsOf(LocalRun run) throws Exception {
        Path models = settings.resolve("settings.json");
        SettingsFile.write(
                models,
                SettingsForm.GRU,
                GruSettings.DEFAULT
                        .withHiddenSize(16)
                        .withEpochs(2)
                        .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 64, 0.5)));
        Path own = LocalRun.retrainFolder(folder);
        Map<String, String> options = new HashMap<>();
        options.put("segue.kafka.bootstrap.servers", run.kafka().bootstrapServers());
        options.put("segue.model.device", "cpu");
        options.put("segue.job.checkpoint.interval", "500 ms");
        options.put("segue.watermark.idleness", "1 s");
        options.put("segue.sessions.folder", own.resolve("sessions").toString());
        options.put("segue.sessions.compaction.checkpoints", "1");
        options.put("segue.retrain.store.folder", own.resolve("models").toString());
        options.put("segue.retrain.settings.file", models.toString());
        options.put("segue.retrain.every", "3 s");
        options.put("segue.retrain.slots", "own");
        options.put("segue.retrain.sessions.min", "60");
        options.put("segue.retrain.slice", "1 min");
        options.put("segue.gate.predictions.min", "20");
        options.put("segue.gate.list.ms.max", "10000");
        return RetrainSettings.of(Configuration.fromMap(options));
    }

    /** One view of every user, now. */
    private static List<Interaction> views(String prefix) {
        long nowMs = System.currentTimeMillis();
        List<Interaction> events = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            String id = prefix + user;
            events.add(new Interaction(id, id, "item", InteractionType.VIEW, nowMs, "", nowMs));
        }
        return events;
    }

    private static void publish(LocalRun run, RetrainSettings settings, List<Interaction> events) throws Exception {
        try (EventPublisher publisher =
                new EventPublisher(run.kafka(), settings.job().topics())) {
            events.forEach(publisher::publish);
            publisher.flush();
        }
    }

    @Test
    void servesWhatTheRetrainJobReleasesAndGoesOnWithBothJobs() throws Exception {
        try (LocalRun run = open()) {
            RetrainSettings settings = settingsOf(run);
            run.createTopics(settings.job());
            LocalJob recommend = run.startRecommendJob(settings.job());
            LocalJob retrain = run.startRetrainJob(settings);
            assertThat(recommend.goesOnFrom()).isEmpty();
            assertThat(retrain.goesOnFrom()).isEmpty();

            List<Interaction> past =
                    new ArrayList<>(SmallModel.events(Instant.now().minus(Duration.ofHours(2))));
            past.addAll(views("later-")); // of all partitions: every session before them is closed
            publish(run, settings, past);
            awaitThat(
                    "a release is served",
                    () -> recommend
                                    .metrics()
                                    .read("SessionScorer", MetricNames.RELEASES_SERVED, JobMetrics.Aggregate.MIN)
                                    .orElse(0)
                            >= 1);
            publish(run, settings, views("served-"));
            assertThatReleasesAnswer(run, settings, past.size());
        }

        try (LocalRun run = open()) {
            RetrainSettings settings = settingsOf(run);
            assertThat(run.startRecommendJob(settings.job()).goesOnFrom())
                    .hasValueSatisfying(path -> assertThat(path).startsWithRaw(folder.resolve("flink/savepoints")));
            assertThat(run.startRetrainJob(settings).goesOnFrom())
                    .hasValueSatisfying(
                            path -> assertThat(path).startsWithRaw(folder.resolve("retrain/flink/savepoints")));
        }
    }

    private static void assertThatReleasesAnswer(LocalRun run, RetrainSettings settings, int before) throws Exception {
        List<Recommendation> served = new ArrayList<>();
        try (Outside outside = new Outside(run.kafka())) {
            for (ConsumerRecord<byte[], byte[]> record :
                    outside.read(settings.job().topics().recommendations(), before + USERS)) {
                Recommendation answer = RecommendationJson.read(record.value(), 0);
                if (answer.triggerEventId().startsWith("served-")) {
                    served.add(answer);
                }
            }
        }
        List<String> versions =
                ReleaseReader.read(run.kafka(), settings.job().topics(), LocalStack.PATIENCE)
                        .history()
                        .versions("segue")
                        .stream()
                        .map(Release::version)
                        .toList();
        assertThat(served)
                .hasSize(USERS)
                .allSatisfy(
                        answer -> assertThat(versions).contains(answer.model().version()));
    }
}
