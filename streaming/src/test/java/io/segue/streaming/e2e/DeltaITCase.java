package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.models.bundle.LearnerLoader;
import io.segue.models.delta.DeltaFile;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.GruLearnerSettings;
import io.segue.state.MetricNames;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.json.RecommendationJson;
import io.segue.state.release.Delta;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Withdrawal;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.streaming.local.JobMetrics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model learned between two releases reaches the answers, survives a restart, and is taken back. */
class DeltaITCase {
    /** Nobody in the shop has ever met it: only the learner proposes it. */
    private static final String FRESH = "fresh";

    private static final int PART = 40;

    @TempDir
    Path models;

    @TempDir
    Path folder;

    private final List<Interaction> events = SmallModel.events(Instant.now());
    private int published;

    @Test
    void answersWithWhatWasLearnedSinceTheRelease() throws Exception {
        ModelSummary released = SmallModel.trainNetwork(models.resolve("v1"), "v1");
        try (LocalStack stack = new LocalStack(folder, 2, Map.of());
                Outside outside = new Outside(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            say(stack, SmallModel.champion(released));
            stack.startJob();
            awaitThat("both subtasks serve", () -> read(stack, MetricNames.RELEASES_SERVED) == 2);
            publish(stack, publisher);
            assertThat(freshAnswers(stack, outside, 0)).as("as it was released").isZero();

            say(stack, learned(released));
            awaitState(stack, publisher, 1);
            int before = published;
            publish(stack, publisher);
            assertThat(freshAnswers(stack, outside, before))
                    .as("of %s answers", published - before)
                    .isGreaterThan(PART / 2);
            assertThat(read(stack, MetricNames.HIDDEN_REBUILT))
                    .as("sessions go on")
                    .isZero();

            stack.stopJob();
            stack.startJob();
            assertThat(read(stack, MetricNames.DELTA_NUMBER))
                    .as("both subtasks, at once")
                    .isEqualTo(2);

            say(stack, new Withdrawal("segue", "v1", 0, "tried"));
            awaitState(stack, publisher, 0);
            before = published;
            publish(stack, publisher);
            assertThat(freshAnswers(stack, outside, before)).isZero();
            assertThat(read(stack, MetricNames.DELTAS_REFUSED)).isZero();
        }
    }

    /** That whatever is seen, the fresh item is next. */
    private Delta learned(ModelSummary released) throws Exception {
        try (GruLearner learner = new GruLearner(
                LearnerLoader.load(released.bundle(), released.sha256()),
                ItemCatalogue.EMPTY,
                new GruLearnerSettings(32, 4, 0.1, 0, 0, 64, 20_000, 1_000),
                DeviceChoice.CPU)) {
            for (int session = 0; session < 2_000; session++) {
                List<SessionEvent> events = List.of(
                        new SessionEvent("item-" + session % 100, InteractionType.VIEW, session * 1_000L),
                        new SessionEvent(FRESH, InteractionType.VIEW, session * 1_000L + 500));
                learner.observe("user-" + session, new SessionTail(events, ContextFeatures.NO_PRECEDING));
                if (learner.isDue()) {
                    learner.learn();
                }
            }
            WeightsDelta delta = learner.delta(false);
            Path file = models.resolve("v1.deltas").resolve("00001");
            String sha256 = DeltaFile.write(file, delta);
            return new Delta(
                    "segue",
                    "v1",
                    delta.head().number(),
                    delta.head().from(),
                    file.toUri().toString(),
                    sha256,
                    delta.head().learnedUntilMs(),
                    0);
        }
    }

    /** Publishes until both subtasks, which change between two bundles, serve this state. */
    private void awaitState(LocalStack stack, EventPublisher publisher, int number) throws Exception {
        awaitThat("both subtasks serve state " + number, () -> {
            publish(stack, publisher);
            return read(stack, MetricNames.DELTA_NUMBER) == 2 * number;
        });
    }

    private void publish(LocalStack stack, EventPublisher publisher) throws Exception {
        events.subList(published, published + PART).forEach(publisher::publish);
        publisher.flush();
        published += PART;
        awaitThat("the part is decided", () -> {
            var figures = stack.accounting();
            return figures.consumed() == published && figures.balances();
        });
    }

    private long freshAnswers(LocalStack stack, Outside outside, int from) throws Exception {
        List<ConsumerRecord<byte[], byte[]>> answers =
                outside.read(stack.settings.topics().recommendations(), published);
        long fresh = 0;
        Set<String> triggers = events.subList(from, published).stream()
                .map(Interaction::eventId)
                .collect(Collectors.toSet());
        for (ConsumerRecord<byte[], byte[]> record : answers) {
            var answer = RecommendationJson.read(record.value(), 0);
            boolean isFresh =
                    answer.items().stream().anyMatch(item -> item.itemId().equals(FRESH));
            fresh += isFresh && triggers.contains(answer.triggerEventId()) ? 1 : 0;
        }
        return fresh;
    }

    private static void say(LocalStack stack, ModelRecord record) throws InterruptedException {
        try (ReleasePublisher publisher = new ReleasePublisher(stack.kafka(), stack.settings.topics())) {
            publisher.publish(record);
        }
    }

    private static double read(LocalStack stack, String metric) throws Exception {
        return stack.metrics()
                .read("SessionScorer", metric, JobMetrics.Aggregate.SUM)
                .orElse(-1);
    }
}
