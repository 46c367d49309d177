package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.sink.HeaderNames;
import io.segue.models.format.ModelSummary;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import io.segue.state.release.Release;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on a real broker and a real cluster, seen from outside. */
class RecommendJobITCase {
    @TempDir
    static Path models;

    private static ModelSummary model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        model = SmallModel.train(models.resolve("v1"), "v1", 1);
    }

    private LocalStack stack(String delivery) throws Exception {
        return new LocalStack(folder, 2, Map.of("segue.delivery", delivery, "segue.job.checkpoint.interval", "500 ms"));
    }

    @Test
    void answersEveryEventExactlyOnceAcrossARestartAndBalancesItsAccounts() throws Exception {
        List<Interaction> events = SmallModel.events(Instant.now());
        int half = events.size() / 2;
        try (LocalStack stack = stack("exact");
                Outside outside = new Outside(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            release(stack, SmallModel.champion(model));
            stack.startJob();
            events.subList(0, half).forEach(publisher::publish);
            publisher.flush();
            awaitThat("half is consumed", () -> stack.accounting().consumed() == half);
            stack.stopJob();
            events.subList(half, events.size()).forEach(publisher::publish);
            events.subList(0, 10).forEach(publisher::publish); // repeats, maybe forgotten, never lost
            publisher.flush();
            stack.startJob();
            int published = events.size() + 10;
            awaitThat("all is decided", () -> {
                AccountingFigures figures = stack.accounting();
                return figures.consumed() == published && figures.balances();
            });

            AccountingFigures figures = stack.accounting();
            Map<String, List<Recommendation>> answers = new HashMap<>();
            for (Recommendation answer : answers(outside, stack, (int) figures.answered())) {
                answers.computeIfAbsent(answer.triggerEventId(), id -> new ArrayList<>())
                        .add(answer);
            }
            assertThat(answers)
                    .hasSize(events.size())
                    .allSatisfy(
                            (trigger, lists) -> assertThat(lists).as(trigger).hasSize(1));
            assertThat(figures.duplicate())
                    .as("repeats of a user's newest events")
                    .isEqualTo(10);
            assertThat(figures.answered()).isEqualTo(events.size());
            assertThat(testedOrNot(stack))
                    .as("answers whose event did or did not test a list")
                    .isEqualTo(events.size());
        }
    }

    @Test
    void answersEveryEventExactlyOnceAcrossACrash() throws Exception {
        List<Interaction> events = SmallModel.events(Instant.now());
        try (LocalStack stack = stack("exact");
                Outside outside = new Outside(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            release(stack, SmallModel.champion(model));
            stack.startJob();
            for (int part = 0; part < 3; part++) {
                events.subList(part * events.size() / 3, (part + 1) * events.size() / 3)
                        .forEach(publisher::publish);
                publisher.flush();
                int atLeast = part * events.size() / 3 + 100;
                awaitThat(
                        "some of the part is answered", () -> stack.accounting().answered() > atLeast);
                stack.crash();
                stack.startJob();
            }
            awaitThat("all is decided", () -> {
                AccountingFigures figures = stack.accounting();
                return figures.consumed() == events.size() && figures.balances();
            });

            assertThat(stack.accounting().answered()).isEqualTo(events.size());
            assertThat(answers(outside, stack, events.size()))
                    .hasSize(events.size())
                    .extracting(Recommendation::triggerEventId)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void sendsPoisonToTheDeadLettersWithItsReasonAndGoesOn() throws Exception {
        try (LocalStack stack = stack("fast");
                Outside outside = new Outside(stack.kafka())) {
            stack.startJob();
            long now = System.currentTimeMillis();
            String clicks = stack.settings.topics().clicks();
            Map<String, String> poison = new HashMap<>();
            poison.put("{not json", "not-json");
            poison.put("{\"itemId\":\"i\",\"timestamp\":" + now + "}", "missing-field");
            poison.put("{\"userId\":\"u\",\"itemId\":7,\"timestamp\":" + now + "}", "wrong-type");
            poison.put("{\"userId\":\"u\\u0007\",\"itemId\":\"i\",\"timestamp\":" + now + "}", "control-character");
            poison.put("{\"userId\":\"u\",\"itemId\":\"i\",\"timestamp\":1700000000}", "timestamp-too-old");
            poison.put(
                    "{\"userId\":\"u\",\"itemId\":\"i\",\"timestamp\":" + (now + 3_600_000) + "}",
                    "timestamp-in-future");
            poison.put("{\"userId\":\"" + "u".repeat(70_000) + "\"}", "too-large");
            outside.publishAll(clicks, poison.keySet());
            outside.publish(clicks, "ann", event("ann", "shoe", now));

            awaitThat("all is decided", () -> {
                AccountingFigures figures = stack.accounting();
                return figures.consumed() == poison.size() + 1 && figures.balances();
            });

            List<ConsumerRecord<byte[], byte[]>> letters =
                    outside.read(stack.settings.topics().deadLetters(), poison.size());
            Map<String, String> errors = new HashMap<>();
            for (ConsumerRecord<byte[], byte[]> letter : letters) {
                errors.put(
                        new String(letter.value(), StandardCharsets.UTF_8),
                        HeaderNames.text(letter.headers(), HeaderNames.ERROR).orElse(""));
                assertThat(HeaderNames.text(letter.headers(), HeaderNames.REASON))
                        .isPresent();
                assertThat(HeaderNames.text(letter.headers(), HeaderNames.SOURCE_TOPIC))
                        .contains(clicks);
                assertThat(HeaderNames.number(letter.headers(), HeaderNames.SOURCE_PARTITION))
                        .isPresent();
                assertThat(HeaderNames.number(letter.headers(), HeaderNames.SOURCE_OFFSET))
                        .isPresent();
            }
            assertThat(errors).isEqualTo(poison);
            outside.publish(
                    stack.settings.topics().models(),
                    "segue",
                    "{\"name\":\"segue\",\"version\":\"v1\",\"state\":\"" + "x".repeat(65_400) + "\"}");
            outside.publish(stack.settings.topics().items(), "", "");
            List<ConsumerRecord<byte[], byte[]>> all =
                    outside.read(stack.settings.topics().deadLetters(), poison.size() + 2);
            assertThat(all).as("poison on the control topics too").hasSize(poison.size() + 2);
            assertThat(answers(outside, stack, 1)).singleElement().satisfies(answer -> {
                assertThat(answer.userId()).isEqualTo("ann");
                assertThat(answer.reason()).startsWith("no model yet");
            });
        }
    }

    @Test
    void takesAReleaseWhileItRunsAndRefusesABrokenOne() throws Exception {
        try (LocalStack stack = stack("fast");
                Outside outside = new Outside(stack.kafka())) {
            stack.startJob();
            JobMetrics metrics = stack.metrics();
            outside.publish(stack.settings.topics().views(), "ann", event("ann", "shoe", System.currentTimeMillis()));
            awaitThat("popularity answers", () -> stack.accounting().answered() == 1);

            release(stack, SmallModel.champion(model));
            awaitThat("the model is loaded", () -> gauge(metrics, MetricNames.MODEL_LOADED) == 1);
            release(stack, SmallModel.release(model, "v2", "0".repeat(64)));
            awaitThat("both subtasks refuse", () -> sum(metrics, MetricNames.RELEASES_REFUSED) == 2);
            release(stack, SmallModel.champion(broken()));
            awaitThat("both subtasks refuse", () -> sum(metrics, MetricNames.RELEASES_REFUSED) == 4);
            outside.publish(stack.settings.topics().views(), "ann", event("ann", "hat", System.currentTimeMillis()));
            awaitThat("the model answers", () -> stack.accounting().answered() == 2);

            List<Recommendation> answers = answers(outside, stack, 2);
            assertThat(answers).extracting(answer -> answer.model().version()).containsExactly("none", "v1");
            assertThat(answers.get(1).items())
                    .hasSize(20)
                    .allSatisfy(item -> assertThat(item.because()).isNotEmpty())
                    .extracting(RecommendedItem::source)
                    .contains(Source.GRU);
            assertThat(answers.get(1).reason()).isEqualTo("next item in the session, after hat");
            assertThat(answers)
                    .extracting(Recommendation::sessionId)
                    .as("one session")
                    .hasSize(2)
                    .doesNotContainNull()
                    .allMatch(session -> session.equals(answers.get(0).sessionId()));
        }
    }

    @Test
    void neverRecommendsAWithdrawnItemNorTheOneJustSeen() throws Exception {
        try (LocalStack stack = stack("fast");
                Outside outside = new Outside(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            List<Interaction> events = SmallModel.events(Instant.now());
            String withdrawn = events.get(0).itemId();
            release(stack, SmallModel.champion(model));
            outside.publish(
                    stack.settings.topics().items(),
                    withdrawn,
                    "{\"itemId\":\"" + withdrawn + "\",\"available\":false}");
            stack.startJob();
            awaitThat("the model is loaded", () -> gauge(stack.metrics(), MetricNames.MODEL_LOADED) == 1);
            int count = 1_000;
            events.subList(0, count).forEach(publisher::publish);
            publisher.flush();
            awaitThat("all is answered", () -> stack.accounting().answered() == count);

            Map<String, String> seen = new HashMap<>();
            events.forEach(event -> seen.put(event.eventId(), event.itemId()));
            Set<String> recommended = new HashSet<>();
            for (Recommendation answer : answers(outside, stack, count)) {
                answer.items().forEach(item -> {
                    recommended.add(item.itemId());
                    assertThat(item.itemId()).isNotEqualTo(seen.get(answer.triggerEventId()));
                });
            }
            assertThat(recommended).doesNotContain(withdrawn).hasSizeGreaterThan(20);
        }
    }

    private static String event(String userId, String itemId, long timestampMs) {
        return "{\"userId\":\"" + userId + "\",\"itemId\":\"" + itemId + "\",\"timestamp\":" + timestampMs + "}";
    }

    private static void release(LocalStack stack, Release release) throws InterruptedException {
        try (ReleasePublisher publisher = new ReleasePublisher(stack.kafka(), stack.settings.topics())) {
            publisher.publish(release);
        }
    }

    /** Another model whose bundle, after it was written, got one other byte into its weights. */
    private ModelSummary broken() throws Exception {
        ModelSummary other = SmallModel.train(folder.resolve("v3"), "v3", 2);
        Path weights = other.bundle().resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        return other;
    }

    private static List<Recommendation> answers(Outside outside, LocalStack stack, int count) throws Exception {
        List<Recommendation> answers = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record :
                outside.read(stack.settings.topics().recommendations(), count)) {
            long publishedAtMs = HeaderNames.number(record.headers(), HeaderNames.PUBLISHED_AT)
                    .orElse(-1L);
            assertThat(publishedAtMs).isPositive();
            answers.add(RecommendationJson.read(record.value(), publishedAtMs));
        }
        answers.sort(java.util.Comparator.comparingLong(Recommendation::generatedAtMs));
        return answers;
    }

    private static long testedOrNot(LocalStack stack) throws Exception {
        List<String> names = List.of(
                MetricNames.PREQUENTIAL_TESTS,
                MetricNames.UNTESTED_NO_LIST,
                MetricNames.UNTESTED_REPEAT,
                MetricNames.UNTESTED_OVERTAKEN);
        return Math.round(stack.metrics().read("Ranker", names, JobMetrics.Aggregate.SUM).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum());
    }

    private static double gauge(JobMetrics metrics, String name) throws Exception {
        return metrics.read("SessionScorer", name, JobMetrics.Aggregate.MIN).orElse(-1);
    }

    private static double sum(JobMetrics metrics, String name) throws Exception {
        return metrics.read("SessionScorer", name, JobMetrics.Aggregate.SUM).orElse(-1);
    }
}
