package io.segue.streaming.bench.pipeline;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.TopicCreation;
import io.segue.connectors.topic.TopicSettings;
import io.segue.models.bundle.ModelLease;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.TrainingListener;
import io.segue.models.serving.NextItemModel;
import io.segue.state.release.Release;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.Peer;
import io.segue.streaming.bench.Spread;
import io.segue.streaming.job.StartChecks;
import io.segue.streaming.local.LocalCluster;
import io.segue.streaming.local.LocalClusterSettings;
import io.segue.streaming.options.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Fills the event topics once and drains them again and again, each time with a fresh job: no state, its model loaded.
 * The first drains warm the JVM up and do not count; where there is a peer, it drains after each of ours that counts.
 */
public final class PipelineBench {
    private static final int PARTITIONS_MIN = 4;
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final String COPIES = "bench.copies";
    /** A drain that costs more than this share of the one before gained little from it. */
    private static final double WARM = 0.93;

    private static final int WARM_DRAINS = 2;

    private final PipelineSettings settings;
    private final Optional<LoadSettings> load;
    private final Optional<Peer> peer;
    private final Function<Map<String, String>, JobSettings> options;
    private final Machine machine;
    private final JobSettings job;
    private final KafkaConnection kafka;
    private final ShopEvents shop;

    /**
     * A benchmark at a broker that nobody else uses.
     *
     * @param machine as it was before anything began
     * @param options of the job where some are given, which win
     */
    public PipelineBench(
            PipelineSettings settings,
            Optional<LoadSettings> load,
            Optional<Peer> peer,
            Machine machine,
            Function<Map<String, String>, JobSettings> options) {
        this.settings = settings;
        this.load = load;
        this.peer = peer;
        this.machine = machine;
        this.options = options;
        job = options.apply(Map.of());
        kafka = job.source().connection();
        shop = new ShopEvents(settings, Instant.now());
    }

    /**
     * Runs.
     *
     * @param folder of bundle and snapshots
     * @param state where RocksDB works
     * @param flameGraph where to write one of a drain
     * @param tell what goes on
     */
    public PipelineFigures run(
            Path folder, Path state, Optional<Path> flameGraph, TrainingListener training, Consumer<String> tell)
            throws Exception {
        createTopics();
        StartChecks.run(job, settings.parallelism());
        tell.accept("training a model of %,d items ...".formatted(settings.items()));
        Release champion = BenchModel.train(shop, settings, job, folder.resolve("bundle"), training);
        try (ModelLease model = ModelRegistry.process()
                        .acquire(champion.uri(), champion.sha256(), new DeviceChoice(job.device()))
                        .join();
                LocalCluster cluster = LocalCluster.start(
                        new LocalClusterSettings(folder.resolve("flink"), 0, -1, settings.parallelism(), 1)
                                .withState(state))) {
            FreshJobs jobs = new FreshJobs(cluster, folder.resolve("jobs"), options);
            jobs.prepare(champion);
            int users = fill(tell);
            return measure(
                    new Drainer(jobs, kafka, job.topics(), settings.events()), users, model.model(), flameGraph, tell);
        }
    }

    private void createTopics() throws InterruptedException, ExecutionException {
        int partitions = Math.max(PARTITIONS_MIN, settings.parallelism());
        new TopicCreation(job.topics(), new TopicSettings(partitions, 1, RETENTION))
                .createMissing(kafka, StartChecks.BROKER_TIMEOUT);
        try (Admin admin = Admin.create(kafka.toProperties())) {
            admin.createTopics(List.of(
                            new NewTopic(Peer.TOPIC, partitions, (short) 1),
                            new NewTopic(COPIES, partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    private int fill(Consumer<String> tell) {
        tell.accept("filling the topics with %,d events ...".formatted(settings.events()));
        try (EventPublisher publisher = new EventPublisher(kafka, job.topics())) {
            return shop.publish(publisher);
        }
    }

    private PipelineFigures measure(
            Drainer drainer, int users, NextItemModel model, Optional<Path> flameGraph, Consumer<String> tell)
            throws Exception {
        warmUp(drainer, tell);
        List<Drain> drains = new ArrayList<>();
        List<Double> peers = new ArrayList<>();
        for (int i = 1; i <= settings.repetitions(); i++) {
            Drain drain = drainer.drain("repetition-" + i, Drainer.Watch.NONE);
            drains.add(drain);
            tell.accept(line("repetition %d of %d".formatted(i, settings.repetitions()), drain));
            if (peer.isPresent()) {
                double ofPeer = peer.get().run(variables());
                peers.add(ofPeer);
                tell.accept("the peer: %,.0f events/s".formatted(ofPeer));
            }
        }
        double capacity = new Spread(drains.stream().map(Drain::eventsPerSecond).toList()).median();
        LoadWatch watch = new LoadWatch(kafka, job.topics(), shop, load, capacity);
        Drain profiled = drainer.drain("profiled", watch);
        tell.accept(line("with the profiler on", profiled));
        if (flameGraph.isPresent()) {
            watch.profiler().writeFlameGraph(flameGraph.get());
        }
        return new PipelineFigures(
                settings,
                machine,
                users,
                drains,
                peers,
                profiled,
                StageProfile.of(watch.stacks(), profiled.cpuMicrosPerEvent()),
                ceiling(model, (int) profiled.answerBytes()),
                watch.figures());
    }

    private void warmUp(Drainer drainer, Consumer<String> tell) throws Exception {
        tell.accept("draining them; warm-ups do not count");
        double before = Double.POSITIVE_INFINITY;
        int warm = 0;
        for (int i = 1; i <= settings.warmUps(); i++) {
            Drain drain = drainer.drain("warm-up-" + i, Drainer.Watch.NONE);
            tell.accept(line("warm-up " + i, drain));
            warm = drain.cpuMicrosPerEvent() > WARM * before ? warm + 1 : 0;
            if (warm == WARM_DRAINS) {
                return;
            }
            before = drain.cpuMicrosPerEvent();
        }
    }

    private static String line(String name, Drain drain) {
        return "%s: %,.0f events/s, %.1f µs CPU an event"
                .formatted(name, drain.eventsPerSecond(), drain.cpuMicrosPerEvent());
    }

    private Map<String, String> variables() {
        return Map.of(
                "SEGUE_BOOTSTRAP", kafka.bootstrapServers(),
                "SEGUE_TOPICS", String.join(",", job.topics().events()),
                "SEGUE_OUTPUT", Peer.TOPIC,
                "SEGUE_EVENTS", String.valueOf(settings.events()),
                "SEGUE_ITEMS", String.valueOf(settings.items()),
                "SEGUE_HIDDEN", String.valueOf(settings.hidden()));
    }

    /** Each loop warms up once as well. */
    private Ceiling ceiling(NextItemModel model, int answerBytes) {
        KafkaLoop kafkaLoop = new KafkaLoop(kafka, job.topics().events(), COPIES, answerBytes, job.sink());
        ModelLoop modelLoop = new ModelLoop(
                model, job.scorer().bundle().sizeMax(), job.scorer().proposalsMax());
        kafkaLoop.run(settings.events());
        modelLoop.run();
        List<Cost> ofKafka = new ArrayList<>();
        List<Cost> ofModel = new ArrayList<>();
        for (int i = 0; i < settings.repetitions(); i++) {
            ofKafka.add(kafkaLoop.run(settings.events()));
            ofModel.add(modelLoop.run());
        }
        return Ceiling.of(machine.cores(), ofKafka, ofModel);
    }
}
