package io.segue.streaming.e2e;

import io.segue.connectors.broker.EmbeddedBroker;
import io.segue.connectors.source.Clock;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.operators.model.ModelSource;
import io.segue.operators.model.RegistryModelSource;
import io.segue.streaming.job.RecommendTopology;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalCluster;
import io.segue.streaming.local.LocalClusterSettings;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.Snapshots;
import io.segue.streaming.local.TaskManagers;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RetrainSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Broker and cluster of one test, with a job that can be started and stopped several times. */
final class LocalStack implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MS = 50;

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Map<String, String> options;
    private final int parallelism;
    private LocalCluster cluster;
    final JobSettings settings;

    @Nullable
    private LocalJob job;

    LocalStack(Path folder, int parallelism, Map<String, String> options) throws Exception {
        this.folder = folder;
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        Map<String, String> all = new HashMap<>(options);
        all.put("segue.kafka.bootstrap.servers", broker.bootstrapServers());
        settings = JobSettings.of(Configuration.fromMap(all));
        this.options = all;
        new TopicCreation(settings.topics(), new TopicSettings(2, 1, Duration.ofHours(1)))
                .createMissing(kafka(), Duration.ofSeconds(30));
        this.parallelism = parallelism;
        cluster = startCluster();
    }

    RetrainSettings retrainSettings() {
        return RetrainSettings.of(Configuration.fromMap(options));
    }

    /** The settings of this stack with another option. */
    JobSettings settingsWith(String key, String value) {
        Map<String, String> changed = new HashMap<>(options);
        changed.put(key, value);
        return JobSettings.of(Configuration.fromMap(changed));
    }

    private LocalCluster startCluster() throws Exception {
        return LocalCluster.start(new LocalClusterSettings(folder.resolve("flink"), 0, -1, parallelism, 1));
    }

    /** Ends the cluster in the middle of its work, without a savepoint; another one starts on the same folder. */
    void crash() throws Exception {
        cluster.close();
        cluster = startCluster();
    }

    /** Ends the task manager in the middle of its work; the job goes on by itself on another one. */
    void loseTaskManager() throws Exception {
        TaskManagers.replace(cluster);
    }

    KafkaConnection kafka() {
        return KafkaConnection.to(broker.bootstrapServers());
    }

    void startJob() throws Exception {
        startJob(settings, new RegistryModelSource("cpu"));
    }

    void startJob(JobSettings jobSettings, ModelSource models) throws Exception {
        start("RecommendJob", new RecommendTopology(jobSettings, models, Clock.SYSTEM)::build);
    }

    /** Starts any job; it goes on where the one before it was stopped. */
    void start(String name, Consumer<StreamExecutionEnvironment> topology) throws Exception {
        job = cluster.submit(name, new Snapshots(folder.resolve("flink")), topology);
        awaitThat("all tasks run", job.metrics()::allTasksRun);
    }

    void stopJob() throws Exception {
        Objects.requireNonNull(job).stop();
        job = null;
    }

    JobMetrics metrics() {
        return Objects.requireNonNull(job).metrics();
    }

    AccountingFigures accounting() throws Exception {
        return AccountingFigures.read(metrics());
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void awaitThat(String what, Condition condition) throws Exception {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            Thread.sleep(POLL_MS);
        }
    }

    @Override
    public void close() throws Exception {
        try (broker) {
            cluster.close();
        }
    }
}
