package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.ReleaseReader;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.Manifest;
import io.segue.models.format.ModelSummary;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.json.RecommendationJson;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseState;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that is bad on purpose is made champion by hand, and the job takes it back. */
class RollbackITCase {
    @TempDir
    Path models;

    @TempDir
    Path folder;

    private int partSize;
    private int published;

    @Test
    void takesABadChampionBackWithinItsWindowAndKeepsItOut() throws Exception {
        ModelSummary good = SmallModel.train(models.resolve("v1"), "v1", 1);
        ModelSummary bad = turnedRound(SmallModel.train(models.resolve("v2"), "v2", 2));
        List<Interaction> events = SmallModel.events(Instant.now());
        partSize = events.size() / 3; // how many there are depends on the time
        Map<String, String> options = Map.of(
                "segue.prequential.window.length", "1 min",
                "segue.prequential.window.slide", "5 s",
                "segue.rollback.tests.min", "200");
        try (LocalStack stack = new LocalStack(folder, 2, options);
                Outside outside = new Outside(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            release(stack, SmallModel.champion(good));
            stack.startJob();
            awaitServed(stack, 1);
            publish(stack, publisher, events);
            awaitThat(
                    "the good model is watched",
                    () -> read(stack, "PrequentialWindows", MetricNames.WINDOW_TESTS) > 200);
            assertThat(read(stack, "RollbackWatch", MetricNames.ROLLBACKS)).isZero();

            release(stack, SmallModel.champion(bad));
            awaitServed(stack, 2);
            publish(stack, publisher, events);
            awaitThat("it is rolled back", () -> read(stack, "RollbackWatch", MetricNames.ROLLBACKS) == 1);
            awaitServed(stack, 3);
            ReleaseHistory history = history(stack);
            assertThat(history.champion("segue")).map(Release::version).contains("v1");
            assertThat(history.find("segue", "v2")).hasValueSatisfying(rejected -> {
                assertThat(rejected.state()).isEqualTo(ReleaseState.REJECTED);
                assertThat(rejected.reason()).startsWith("rolled back: worse than popularity, MRR@20 ");
            });

            stack.stopJob();
            stack.startJob();
            release(stack, SmallModel.champion(bad));
            awaitThat(
                    "it stays out after a restart",
                    () -> read(stack, "releases_guard", MetricNames.RELEASES_REFUSED) == 1);
            publish(stack, publisher, events);
            assertThat(read(stack, "RollbackWatch", MetricNames.ROLLBACKS)).isOne();

            List<Set<String>> versions = versionsByPart(stack, outside, events);
            assertThat(versions.get(0)).containsExactly("v1");
            assertThat(versions.get(1)).contains("v2");
            assertThat(versions.get(2)).containsExactly("v1");
            assertThatTheTopicSaysWhy(stack, outside);
            assertThat(read(stack, "PrequentialWindows", MetricNames.WINDOW_TESTS_SUMMED)
                            + read(stack, "PrequentialWindows", MetricNames.WINDOW_TESTS_LATE))
                    .as("no test is lost")
                    .isEqualTo(read(stack, "Ranker", MetricNames.PREQUENTIAL_TESTS));
        }
    }

    /** The same model with a ranker that puts the best last. Its golden outputs do not show that. */
    private static ModelSummary turnedRound(ModelSummary model) throws Exception {
        Path file = model.bundle().resolve(BundleFiles.RETRIEVAL);
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor tensor : SafetensorsFile.read(file).values()) {
            boolean isScore =
                    tensor.name().equals("rank_linear") || tensor.name().equals("rank_output");
            tensors.add(isScore ? negated(tensor) : tensor);
        }
        Files.delete(file);
        SafetensorsFile.write(file, tensors);
        Path manifest = model.bundle().resolve(BundleFiles.MANIFEST);
        Manifest.of(model.bundle(), Manifest.read(manifest).hashes().keySet()).write(manifest);
        return new ModelSummary(
                model.name(),
                model.version(),
                model.bundle(),
                Manifest.sha256(manifest),
                model.itemsCount(),
                model.sessionsCount(),
                model.eventsCount(),
                model.trainedUntilMs(),
                model.metrics());
    }

    private static Tensor negated(Tensor tensor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
        return new Tensor(tensor.name(), tensor.shape(), values);
    }

    private void publish(LocalStack stack, EventPublisher publisher, List<Interaction> events) throws Exception {
        events.subList(published, published + partSize).forEach(publisher::publish);
        publisher.flush();
        published += partSize;
        awaitThat("the part is decided", () -> {
            AccountingFigures figures = stack.accounting();
            return figures.consumed() == published && figures.balances();
        });
    }

    private static void awaitServed(LocalStack stack, int releases) throws Exception {
        awaitThat(
                "both subtasks serve release " + releases,
                () -> read(stack, "SessionScorer", MetricNames.RELEASES_SERVED) == 2 * releases);
    }

    private static double read(LocalStack stack, String operator, String metric) throws Exception {
        return stack.metrics().read(operator, metric, JobMetrics.Aggregate.SUM).orElse(-1);
    }

    private static void release(LocalStack stack, Release release) throws InterruptedException {
        try (ReleasePublisher publisher = new ReleasePublisher(stack.kafka(), stack.settings.topics())) {
            publisher.publish(release);
        }
    }

    private static ReleaseHistory history(LocalStack stack) {
        return ReleaseReader.read(stack.kafka(), stack.settings.topics(), Duration.ofSeconds(30))
                .history();
    }

    /** The versions that answered the events of each part. */
    private List<Set<String>> versionsByPart(LocalStack stack, Outside outside, List<Interaction> events)
            throws Exception {
        Map<String, Integer> parts = new HashMap<>();
        List<Set<String>> versions = new ArrayList<>();
        for (int i = 0; i < 3 * partSize; i++) {
            parts.put(events.get(i).eventId(), i / partSize);
        }
        for (int part = 0; part < 3; part++) {
            versions.add(new HashSet<>());
        }
        for (ConsumerRecord<byte[], byte[]> record :
                outside.read(stack.settings.topics().recommendations(), 3 * partSize)) {
            var answer = RecommendationJson.read(record.value(), 0);
            versions.get(parts.getOrDefault(answer.triggerEventId(), -1))
                    .add(answer.model().version());
        }
        return versions;
    }

    private static void assertThatTheTopicSaysWhy(LocalStack stack, Outside outside) throws Exception {
        Map<String, List<Boolean>> betterThanPopularity = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                outside.read(stack.settings.topics().metrics(), 450)) {
            assertThat(new String(record.key(), UTF_8)).isEqualTo("prequential");
            JsonNode json = new ObjectMapper().readTree(record.value());
            JsonNode control = json.path("control");
            if (json.path("slice").path("by").asText().equals("all")
                    && control.path("tests").asInt() >= 200) {
                betterThanPopularity
                        .computeIfAbsent(json.path("model").path("version").asText(), version -> new ArrayList<>())
                        .add(control.path("servedMrrAt20").asDouble()
                                > control.path("mrrAt20").asDouble());
            }
        }
        assertThat(betterThanPopularity.get("v1")).isNotEmpty().containsOnly(true);
        assertThat(betterThanPopularity.get("v2")).isNotEmpty().containsOnly(false);
    }
}
