package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.source.Clock;
import io.segue.models.delta.DeltaFile;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.format.ModelSummary;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.json.ModelRecordJson;
import io.segue.state.json.RecordLimits;
import io.segue.state.release.Delta;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Withdrawal;
import io.segue.streaming.job.RetrainTopology;
import io.segue.streaming.local.JobMetrics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events in, deltas of a really trained model out, on a real broker and a real cluster. */
class ContinualLearningITCase {
    private static final String VERSION = "v1";

    private static final int PARTS = 5;

    @TempDir
    Path folder;

    private LocalStack stack() throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("segue.model.device", "cpu");
        options.put("segue.job.checkpoint.interval", "500 ms");
        options.put("segue.watermark.idleness", "1 s");
        options.put("segue.sessions.folder", folder.resolve("sessions").toString());
        options.put("segue.retrain.store.folder", folder.resolve("store").toString());
        options.put("segue.retrain.every", "365 d");
        options.put("segue.learn.publish.every", "10 s");
        options.put("segue.learn.changes", "16");
        return new LocalStack(folder, 2, options);
    }

    private static void start(LocalStack stack) throws Exception {
        stack.start("RetrainJob", new RetrainTopology(stack.retrainSettings(), Clock.SYSTEM)::build);
    }

    private static double ofLearner(LocalStack stack, String name) throws Exception {
        return stack.metrics().read("Learner", name, JobMetrics.Aggregate.MAX).orElse(-1);
    }

    private static void publish(LocalStack stack, List<Interaction> events) {
        try (EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics())) {
            events.forEach(publisher::publish);
            publisher.flush();
        }
    }

    private static void say(LocalStack stack, ModelRecord said) throws Exception {
        try (ReleasePublisher publisher = new ReleasePublisher(stack.kafka(), stack.settings.topics())) {
            publisher.publish(said);
        }
    }

    /** The deltas of the topic, repeats included. */
    private static List<Delta> deltas(LocalStack stack) throws Exception {
        ModelRecordJson json = new ModelRecordJson(RecordLimits.DEFAULT);
        List<Delta> deltas = new ArrayList<>();
        try (Outside outside = new Outside(stack.kafka())) {
            for (ConsumerRecord<byte[], byte[]> record :
                    outside.read(stack.settings.topics().models(), 2)) {
                if (json.parse(record.value()) instanceof Delta delta) {
                    deltas.add(delta);
                }
            }
        }
        return deltas;
    }

    /** Each part is longer than the time between deltas; one that waits in one piece may become a single delta. */
    private static void publishInParts(LocalStack stack, List<Interaction> events, int deltasBefore) throws Exception {
        int part = events.size() / PARTS;
        for (int i = 0; i < PARTS; i++) {
            publish(stack, events.subList(i * part, (i + 1) * part));
            awaitLearned(stack, deltasBefore + i + 1);
        }
    }

    /** Whether all that was published was seen and, but for less than a step, learned. */
    private static void awaitLearned(LocalStack stack, int deltasAtLeast) throws Exception {
        awaitThat(
                deltasAtLeast + " deltas and nothing waits",
                () -> ofLearner(stack, MetricNames.LEARNER_DELTA) >= deltasAtLeast
                        && ofLearner(stack, MetricNames.LEARNER_QUEUE) == 0);
    }

    @Test
    void publishesWhatItLearnsUnderNumbersThatGoOnAfterARestartUntilItIsWithdrawn() throws Exception {
        List<Interaction> events = SmallModel.events(Instant.now());
        ModelSummary model = SmallModel.train(folder.resolve("store/segue").resolve(VERSION), VERSION, 1);
        try (LocalStack stack = stack()) {
            start(stack);
            publish(stack, events.subList(0, 1_000));
            say(stack, SmallModel.champion(model));
            awaitLearned(stack, 1);
            publishInParts(stack, events.subList(1_000, 3_000), 1);
            assertThat(ofLearner(stack, MetricNames.LEARNER_ITEMS)).isGreaterThanOrEqualTo(model.itemsCount());
            assertThat(ofLearner(stack, MetricNames.LEARNER_FAILED)).isZero();
            int number = (int) ofLearner(stack, MetricNames.LEARNER_DELTA);
            stack.stopJob();
            int before = deltas(stack).size();

            start(stack);
            publishInParts(stack, events.subList(3_000, 5_000), number);
            assertThatTheyLeadOn(deltas(stack), before);

            say(stack, new Withdrawal("segue", VERSION, System.currentTimeMillis(), "worse than popularity"));
            awaitThat("it learns no more", () -> ofLearner(stack, MetricNames.LEARNER_DELTA) == 0);
            int withdrawn = deltas(stack).size();
            publish(stack, events.subList(5_000, events.size()));
            stack.stopJob();
            start(stack);
            awaitThat(
                    "the rest is seen",
                    () -> stack.metrics()
                                    .read("LearnerTurns", MetricNames.LEARNER_TURNS, JobMetrics.Aggregate.SUM)
                                    .orElse(0)
                            == events.size());
            assertThat(deltas(stack)).hasSize(withdrawn);
        }
    }

    private void assertThatTheyLeadOn(List<Delta> said, int before) throws Exception {
        Map<Integer, Delta> byNumber = new TreeMap<>();
        for (Delta delta : said) {
            Delta other = byNumber.putIfAbsent(delta.number(), delta);
            assertThat(other).as("number %d means one thing", delta.number()).isIn(null, delta);
        }
        assertThat(byNumber).hasSizeGreaterThan(before);
        int number = 0;
        long learnedUntilMs = Long.MIN_VALUE;
        for (Delta delta : byNumber.values()) {
            number++;
            assertThat(delta.version()).isEqualTo(VERSION);
            assertThat(delta.number()).isEqualTo(number);
            assertThat(delta.from()).isEqualTo(number % Delta.COMPLETE_EVERY == 0 ? 0 : number - 1);
            assertThat(delta.learnedUntilMs()).isGreaterThan(learnedUntilMs);
            learnedUntilMs = delta.learnedUntilMs();
            Path file = Path.of(URI.create(delta.uri()));
            assertThat(file).startsWith(folder.resolve("store/segue").resolve(VERSION + ".deltas"));
            WeightsDelta read = DeltaFile.read(file, delta.sha256());
            assertThat(read.head())
                    .isEqualTo(new WeightsDelta.Head(VERSION, number, delta.from(), delta.learnedUntilMs()));
        }
    }
}
