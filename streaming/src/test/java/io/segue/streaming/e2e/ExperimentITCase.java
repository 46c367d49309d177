package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.models.format.ModelSummary;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.json.QualityJson;
import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.ModelRecord;
import io.segue.streaming.cli.Segue;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import java.nio.file.Path;
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

/** An experiment begins, changes nobody but its users, and ends, while events flow and nobody restarts anything. */
class ExperimentITCase {
    private static final double SHARE = 0.3;

    @TempDir
    Path models;

    @TempDir
    Path folder;

    /** A third of the events, of which there are more or fewer by the hour of the day. */
    private int part;

    private int published;

    @Test
    void letsAVariantAnswerItsShareAndTestsShadowsBesideAllAnswers() throws Exception {
        ModelSummary before = SmallModel.train(models.resolve("v1"), "v1", 1);
        ModelSummary champion = SmallModel.train(models.resolve("v2"), "v2", 2);
        List<Interaction> events = SmallModel.events(Instant.now());
        part = events.size() / 3;
        Map<String, String> options = Map.of(
                "segue.prequential.window.length", "1 min",
                "segue.prequential.window.slide", "5 s",
                "segue.prequential.previous.share", "0",
                "segue.rollback.enabled", "false");
        try (LocalStack stack = new LocalStack(folder, 2, options);
                Outside outside = new Outside(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            publish(stack, SmallModel.champion(before));
            publish(stack, SmallModel.champion(champion));
            stack.startJob();
            awaitThat("the champion serves", () -> read(stack, "SessionScorer", MetricNames.MODEL_LOADED) == 2);
            publish(stack, publisher, events);

            run(
                    stack,
                    "experiments",
                    "start",
                    "autumn",
                    "--variant=b,share=" + SHARE + ",model=v1",
                    "--variant=session-model,share=1,shadow,model=v1,list=model",
                    "--variant=popularityHour,share=1,shadow,list=popularity",
                    "--variant=successors,share=1,shadow,list=successors");
            awaitThat(
                    "both subtasks have the model on trial",
                    () -> read(stack, "SessionScorer", MetricNames.VARIANT_MODELS_LOADED) == 2);
            publish(stack, publisher, events);
            run(stack, "experiments", "show", "--json=" + folder.resolve("show.json"));

            run(stack, "experiments", "stop");
            awaitThat(
                    "nobody asks the model on trial",
                    () -> read(stack, "SessionScorer", MetricNames.VARIANT_MODELS) == 0);
            publish(stack, publisher, events);

            List<Map<String, Set<String>>> usersByVariant = usersByVariant(stack, outside, events);
            assertThat(usersByVariant.get(0)).containsOnlyKeys("v2 champion");
            assertThat(usersByVariant.get(1)).containsOnlyKeys("v2 champion", "v1 b");
            assertThat(usersByVariant.get(2)).containsOnlyKeys("v2 champion");
            Set<String> inB = usersByVariant.get(1).getOrDefault("v1 b", Set.of());
            Set<String> others = usersByVariant.get(1).getOrDefault("v2 champion", Set.of());
            assertThat(inB).as("a user has one variant").doesNotContainAnyElementsOf(others);
            assertThat(inB.size() / (double) (inB.size() + others.size())).isCloseTo(SHARE, within(0.1));

            assertThat(read(stack, "Ranker", MetricNames.SHADOW_LISTS_MISSING)).isZero();
            assertThat(read(stack, "Ranker", MetricNames.SHADOW_LISTS)).isGreaterThanOrEqualTo(3 * part);
            assertThat(read(stack, "Ranker", MetricNames.VARIANT_FALLBACKS)).isZero();
            assertThat(variantsInWindows(stack, outside))
                    .containsExactlyInAnyOrder(
                            "v2 champion",
                            "v1 b",
                            "v1 session-model shadow",
                            "none popularityHour shadow",
                            "none successors shadow");
            assertShown();
        }
    }

    private void assertShown() throws Exception {
        JsonNode shown = new ObjectMapper().readTree(folder.resolve("show.json").toFile());
        Map<String, JsonNode> results = new HashMap<>();
        shown.path("results").forEach(row -> results.put(row.path("variant").asText(), row));

        assertThat(shown.path("experiment").path("experiment").asText()).isEqualTo("autumn");
        assertThat(results).containsKeys("champion", "b", "session-model", "popularityHour", "successors");
        JsonNode popularity = results.get("popularityHour");
        assertThat(popularity.path("difference").path("to").asText()).isEqualTo("shown");
        assertThat(popularity.path("difference").path("mrrAt20").path("high").asDouble())
                .as("worse than what was shown, for certain")
                .isNegative();
        assertThat(results.get("b").path("difference").path("to").asText()).isEqualTo("champion");
    }

    private static void run(LocalStack stack, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--bootstrap=" + stack.kafka().bootstrapServers());
        assertThat(Segue.commandLine().execute(all.toArray(String[]::new))).isZero();
    }

    private void publish(LocalStack stack, EventPublisher publisher, List<Interaction> events) throws Exception {
        events.subList(published, published + part).forEach(publisher::publish);
        publisher.flush();
        published += part;
        awaitThat("the part is decided", () -> {
            AccountingFigures figures = stack.accounting();
            return figures.consumed() == published && figures.balances();
        });
    }

    private static double read(LocalStack stack, String operator, String metric) throws Exception {
        return stack.metrics().read(operator, metric, JobMetrics.Aggregate.SUM).orElse(-1);
    }

    private static void publish(LocalStack stack, ModelRecord record) throws InterruptedException {
        try (ReleasePublisher publisher = new ReleasePublisher(stack.kafka(), stack.settings.topics())) {
            publisher.publish(record);
        }
    }

    /** Of each part, the users that every version and variant has answered. */
    private List<Map<String, Set<String>>> usersByVariant(LocalStack stack, Outside outside, List<Interaction> events)
            throws Exception {
        Map<String, Integer> parts = new HashMap<>();
        List<Map<String, Set<String>>> users = new ArrayList<>();
        for (int i = 0; i < 3 * part; i++) {
            parts.put(events.get(i).eventId(), i / part);
        }
        for (int part = 0; part < 3; part++) {
            users.add(new HashMap<>());
        }
        for (ConsumerRecord<byte[], byte[]> record :
                outside.read(stack.settings.topics().recommendations(), 3 * part)) {
            Recommendation answer = RecommendationJson.read(record.value(), 0);
            users.get(parts.getOrDefault(answer.triggerEventId(), -1))
                    .computeIfAbsent(
                            answer.model().version() + " " + answer.model().variant(), who -> new HashSet<>())
                    .add(answer.userId());
        }
        return users;
    }

    private static Set<String> variantsInWindows(LocalStack stack, Outside outside) throws Exception {
        Set<String> variants = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record :
                outside.read(stack.settings.topics().metrics(), 450)) {
            assertThat(new String(record.key(), UTF_8)).isEqualTo(QualityJson.METRIC);
            QualityJson.read(record.value())
                    .map(window -> window.slice())
                    .ifPresent(slice -> variants.add(slice.model().version() + " "
                            + slice.model().variant() + (slice.shadow() ? " shadow" : "")));
        }
        return variants;
    }
}
