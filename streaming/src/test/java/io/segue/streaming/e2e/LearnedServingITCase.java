package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.models.format.ModelSummary;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.release.ModelRecord;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.local.LocalRunSettings;
import io.segue.streaming.options.RetrainSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both clocks of learning in one: what the RetrainJob learns between two releases the RecommendJob answers with. */
class LearnedServingITCase {
    private static final int SUBTASKS = 2;
    private static final String VERSION = "v1";

    @TempDir
    Path folder;

    private RetrainSettings settings(LocalRun run) {
        Map<String, String> options = new HashMap<>();
        options.put("segue.kafka.bootstrap.servers", run.kafka().bootstrapServers());
        options.put("segue.model.device", "cpu");
        options.put("segue.job.checkpoint.interval", "500 ms");
        options.put("segue.watermark.idleness", "1 s");
        options.put("segue.sessions.folder", folder.resolve("sessions").toString());
        options.put("segue.retrain.store.folder", folder.resolve("store").toString());
        options.put("segue.retrain.every", "365 d");
        options.put("segue.learn.publish.every", "10 s");
        options.put("segue.learn.changes", "16");
        return RetrainSettings.of(Configuration.fromMap(options));
    }

    private static double read(LocalJob job, String operator, String metric) throws Exception {
        return job.metrics().read(operator, metric, JobMetrics.Aggregate.SUM).orElse(-1);
    }

    /** Whether every subtask that answers is at the newest delta. */
    private static boolean isServed(LocalJob recommend, LocalJob retrain) throws Exception {
        double newest = read(retrain, "Learner", MetricNames.LEARNER_DELTA);
        return read(recommend, "SessionScorer", MetricNames.DELTA_NUMBER) == SUBTASKS * newest;
    }

    private static void say(LocalRun run, RetrainSettings settings, ModelRecord said) throws Exception {
        try (ReleasePublisher publisher =
                new ReleasePublisher(run.kafka(), settings.job().topics())) {
            publisher.publish(said);
        }
    }

    private static void publish(LocalRun run, RetrainSettings settings, List<Interaction> events) {
        try (EventPublisher publisher =
                new EventPublisher(run.kafka(), settings.job().topics())) {
            events.forEach(publisher::publish);
            publisher.flush();
        }
    }

    @Test
    void answersWithWhatWasLearnedAndForgetsNoSession() throws Exception {
        List<Interaction> events = SmallModel.events(Instant.now());
        ModelSummary model = SmallModel.train(folder.resolve("store/segue").resolve(VERSION), VERSION, 1);
        try (LocalRun run = LocalRun.open(new LocalRunSettings(folder, 0, 0, -1, SUBTASKS, 4, 2))) {
            RetrainSettings settings = settings(run);
            run.createTopics(settings.job());
            LocalJob recommend = run.startRecommendJob(settings.job());
            LocalJob retrain = run.startRetrainJob(settings);
            say(run, settings, SmallModel.champion(model));
            awaitThat(
                    "the release serves", () -> read(recommend, "SessionScorer", MetricNames.MODEL_LOADED) == SUBTASKS);

            int published = 0;
            while (published < 4_000) { // while they come, deltas do
                publish(run, settings, events.subList(published, published + 500));
                published += 500;
                int all = published;
                awaitThat(
                        "answers",
                        () -> AccountingFigures.read(recommend.metrics()).consumed() == all);
            }
            awaitThat(
                    "deltas serve",
                    () -> read(retrain, "Learner", MetricNames.LEARNER_DELTA) >= 3 && isServed(recommend, retrain));
            awaitThat(
                    "all are answered",
                    () -> AccountingFigures.read(recommend.metrics()).balances());
            assertThat(read(recommend, "SessionScorer", MetricNames.HIDDEN_REBUILT))
                    .as("no session was forgotten")
                    .isZero();
            assertThat(read(recommend, "SessionScorer", MetricNames.DELTAS_REFUSED))
                    .isZero();
        }
    }
}
