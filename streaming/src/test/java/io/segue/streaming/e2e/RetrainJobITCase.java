package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.source.Clock;
import io.segue.models.bundle.BundleInspection;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.GruSettings;
import io.segue.models.tuning.SettingsFile;
import io.segue.models.tuning.SettingsForm;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.QualityJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Release;
import io.segue.streaming.job.RetrainTopology;
import io.segue.streaming.local.JobMetrics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in, releases of trained models out, on a real broker and a real cluster. */
class RetrainJobITCase {
    @TempDir
    Path folder;

    private LocalStack stack(int epochs) throws Exception {
        return stack(epochs, "3 s");
    }

    private LocalStack stack(int epochs, String every) throws Exception {
        Path models = folder.resolve("settings.json");
        SettingsFile.write(
                models,
                SettingsForm.GRU,
                GruSettings.DEFAULT
                        .withHiddenSize(16)
                        .withEpochs(epochs)
                        .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 64, 20, 64, 0.5)));
        Map<String, String> options = new HashMap<>();
        options.put("segue.delivery", "exact");
        options.put("segue.model.device", "cpu");
        options.put("segue.job.checkpoint.interval", "500 ms");
        options.put("segue.watermark.idleness", "1 s");
        options.put("segue.sessions.folder", folder.resolve("sessions").toString());
        options.put("segue.sessions.compaction.checkpoints", "1");
        options.put("segue.retrain.store.folder", folder.resolve("store").toString());
        options.put("segue.retrain.settings.file", models.toString());
        options.put("segue.retrain.every", every);
        options.put("segue.retrain.full.every", "4");
        options.put("segue.retrain.warm.epochs", "2");
        options.put("segue.retrain.sessions.min", "60");
        options.put("segue.retrain.slice", "1 min");
        options.put("segue.gate.predictions.min", "20");
        options.put("segue.gate.list.ms.max", "10000");
        return new LocalStack(folder, 2, options);
    }

    private static void start(LocalStack stack) throws Exception {
        stack.start("RetrainJob", new RetrainTopology(stack.retrainSettings(), Clock.SYSTEM)::build);
    }

    private static long ofTrainer(LocalStack stack, String name) throws Exception {
        return Math.round(
                stack.metrics().read("Trainer", name, JobMetrics.Aggregate.SUM).orElse(0));
    }

    private static void publish(LocalStack stack, List<Interaction> closed, Instant later) throws Exception {
        List<Interaction> events = new ArrayList<>(closed);
        long laterMs = later.toEpochMilli();
        for (int user = 0; user < 16; user++) { // of both partitions: every session before them is closed
            String id = "later-" + user + "-" + laterMs;
            events.add(new Interaction(id, id, "item", InteractionType.VIEW, laterMs, "", laterMs));
        }
        try (EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            events.forEach(publisher::publish);
            publisher.flush();
        }
    }

    /** The same visits once more, as visits of their own. */
    private static List<Interaction> others(List<Interaction> events) {
        return events.stream()
                .map(event -> new Interaction(
                        "other-" + event.eventId(),
                        event.userId(),
                        event.itemId(),
                        event.type(),
                        event.timestampMs(),
                        "other-" + event.sessionId(),
                        event.publishedAtMs()))
                .toList();
    }

    private static List<Release> releases(LocalStack stack) throws Exception {
        ModelRecordJson json = new ModelRecordJson(RecordLimits.DEFAULT);
        List<Release> releases = new ArrayList<>();
        int records = 0;
        try (Outside outside = new Outside(stack.kafka())) {
            for (ConsumerRecord<byte[], byte[]> record :
                    outside.read(stack.settings.topics().models(), 1)) {
                records++;
                if (json.parse(record.value()) instanceof Release release) {
                    releases.add(release);
                }
            }
            assertThat(outside.end(stack.settings.topics().models()))
                    .as("no transaction, though the answers have exact delivery")
                    .isEqualTo(records);
        }
        return releases;
    }

    private static void assertEachRoundOnce(List<Release> releases) {
        assertThat(releases)
                .extracting(release -> release.version() + " " + release.state())
                .as("every round once")
                .doesNotHaveDuplicates();
    }

    /** An hour of the champion's lists, of which so many of a thousand held the item in the first place. */
    private static String quality(int hour, int hits) {
        ListSums served = new ListSums(1_000, hits, hits, hits, hits);
        QualitySlice slice = QualitySlice.all(new ModelVersion("v1", ModelVersion.CHAMPION));
        long endMs = Duration.ofHours(hour).toMillis();
        return new String(
                QualityJson.write(new QualityWindow(
                        endMs - Duration.ofHours(1).toMillis(),
                        endMs,
                        slice,
                        new QualitySums(served, ListSums.NONE, ListSums.NONE, 0, 0, hits))),
                StandardCharsets.UTF_8);
    }

    @Test
    void beginsARoundAtOnceWhereTheListsBecameWorse() throws Exception {
        try (LocalStack stack = stack(1, "1 h");
                Outside outside = new Outside(stack.kafka())) {
            start(stack);
            Instant now = Instant.now();
            List<Interaction> few =
                    SmallModel.events(now.minus(Duration.ofHours(4))).subList(0, 40);
            publish(stack, few, now.minus(Duration.ofHours(3)));
            String topic = stack.settings.topics().metrics();
            AtomicInteger hour = new AtomicInteger();
            awaitThat("a round begins, though none is due for an hour", () -> {
                // Again, because the source reads what is written once it has found its partition.
                outside.publish(topic, QualityJson.METRIC, quality(hour.incrementAndGet(), 400));
                outside.publish(topic, QualityJson.METRIC, quality(hour.incrementAndGet(), 200));
                return ofTrainer(stack, MetricNames.ROUNDS_AFTER_DROP) >= 1;
            });
            awaitThat("too few sessions are skipped", () -> ofTrainer(stack, MetricNames.ROUNDS_SKIPPED) >= 1);
        }
    }

    /** The job is not started anew, and knows of its rounds what its last checkpoint does. */
    @Test
    void losesAndDoublesNoReleaseWhenTheTaskManagerThatTrainsIsLost() throws Exception {
        try (LocalStack stack = stack(5)) {
            start(stack);
            Instant now = Instant.now();
            publish(stack, SmallModel.events(now.minus(Duration.ofHours(4))), now.minus(Duration.ofHours(3)));
            awaitThat("a model is trained", () -> ofTrainer(stack, MetricNames.TRAINING_EPOCH) >= 1);
            long before = ofTrainer(stack, MetricNames.ROUNDS_SKIPPED);
            assertThat(ofTrainer(stack, MetricNames.ROUNDS_RELEASED)).isZero();

            stack.loseTaskManager();
            awaitThat("it is trained again", () -> ofTrainer(stack, MetricNames.TRAINING_EPOCH) >= 1);
            awaitThat("a round is released", () -> ofTrainer(stack, MetricNames.ROUNDS_RELEASED) >= 1);
            publish(stack, others(SmallModel.events(now.minus(Duration.ofHours(2)))), now.minus(Duration.ofHours(1)));
            awaitThat("the next one too", () -> ofTrainer(stack, MetricNames.ROUNDS_RELEASED) >= 2);
            stack.stopJob();

            List<Release> releases = releases(stack);
            assertEachRoundOnce(releases);
            String first = releases.get(0).version();
            assertThat(first).as("the round that was cut off").endsWith("-%05d".formatted(before + 1));
            assertThat(releases.get(0).lineage().parentVersion()).isEmpty();
            assertThat(releases)
                    .filteredOn(release -> !release.version().equals(first))
                    .first()
                    .satisfies(next -> assertThat(next.lineage().parentVersion())
                            .as("it went on")
                            .isEqualTo(first));
        }
    }

    @Test
    void releasesEachRoundOnceAlsoWhenATrainingIsCutOff() throws Exception {
        try (LocalStack stack = stack(2)) {
            start(stack);
            Instant now = Instant.now();
            List<Interaction> few =
                    SmallModel.events(now.minus(Duration.ofHours(4))).subList(0, 40);
            publish(stack, few, now.minus(Duration.ofHours(3)));
            awaitThat("too few sessions are skipped", () -> ofTrainer(stack, MetricNames.ROUNDS_SKIPPED) >= 1);
            publish(stack, SmallModel.events(now.minus(Duration.ofHours(2))), now);
            awaitThat("a model is trained", () -> ofTrainer(stack, MetricNames.TRAINING) == 1);
            stack.crash();
            start(stack);
            awaitThat("a round is released", () -> ofTrainer(stack, MetricNames.ROUNDS_RELEASED) >= 1);
            stack.stopJob();

            List<Release> releases = releases(stack);
            assertEachRoundOnce(releases);
            Release first = releases.get(0);
            assertThat(first.gate()).containsKey("verdict");
            assertThat(first.lineage().sessions()).isGreaterThanOrEqualTo(60);
            assertThat(first.lineage().options()).containsEntry("segue.retrain.slice", "1 min");
            ModelSummary bundle = BundleInspection.verify(Path.of(URI.create(first.uri())), new DeviceChoice("cpu"));
            assertThat(bundle.sha256()).isEqualTo(first.sha256());
            assertThat(bundle.version()).isEqualTo(first.version());
        }
    }
}
