package io.segue.streaming.bench.pipeline;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.streaming.bench.CpuProfiler;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.local.LocalJob;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Profiles a drain, and afterwards lets the job answer a load at a fixed rate. */
final class LoadWatch implements Drainer.Watch {
    /** A load warms up in parts of this length, until the JVM compiles for no more than a share of one. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private static final double COMPILING = 0.1;
    private static final int WARM_UPS_MAX = 24;
    /** Part of the latency, as an event is stamped with when it was due; a request for each event would be a third of the CPU. */
    private static final String LINGER_MS = "1";

    private final CpuProfiler profiler = new CpuProfiler();
    private final KafkaConnection kafka;
    private final Topics topics;
    private final ShopEvents shop;
    private final Optional<LoadSettings> load;
    private final double drainedEventsPerSecond;
    private String stacks = "";
    private Optional<LoadFigures> figures = Optional.empty();

    /** @param drainedEventsPerSecond what was drained without a profiler */
    LoadWatch(
            KafkaConnection kafka,
            Topics topics,
            ShopEvents shop,
            Optional<LoadSettings> load,
            double drainedEventsPerSecond) {
        this.kafka = kafka;
        this.topics = topics;
        this.shop = shop;
        this.load = load;
        this.drainedEventsPerSecond = drainedEventsPerSecond;
    }

    CpuProfiler profiler() {
        return profiler;
    }

    /** Where the CPU was while the topics were drained. */
    String stacks() {
        return stacks;
    }

    /** Of the load, if there was one. */
    Optional<LoadFigures> figures() {
        return figures;
    }

    @Override
    public void began() throws IOException {
        profiler.start();
    }

    @Override
    public void drained(LocalJob job) throws Exception {
        stacks = profiler.stop();
        if (load.isEmpty()) {
            return;
        }
        double rate = load.get().rate(drainedEventsPerSecond);
        SteadyLoad steady = new SteadyLoad(shop, rate);
        try (AnswerMeter answers = AnswerMeter.prompt(kafka, topics.recommendations());
                EventPublisher publisher =
                        new EventPublisher(kafka.with(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS), topics)) {
            long warmUp = warmUp(steady, publisher);
            // What waited while the JVM compiled is not what the load waits for.
            answers.await(warmUp, job::hasEnded);
            answers.measureFrom(System.currentTimeMillis());
            long measured = steady.run(publisher, load.get().duration());
            answers.await(warmUp + measured, job::hasEnded);
            figures = Optional.of(
                    new LoadFigures(rate, answers.latencyMs(), Machine.now().loadAverage()));
        }
    }

    /** Other code than in a drain, and some of it seldom: after a drain the compiler takes half a core for minutes. */
    private static long warmUp(SteadyLoad steady, EventPublisher publisher) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long published = 0;
        for (int i = 0; i < WARM_UPS_MAX; i++) {
            long before = compiler.getTotalCompilationTime();
            published += steady.run(publisher, WARM_UP);
            if (compiler.getTotalCompilationTime() - before < COMPILING * WARM_UP.toMillis()) {
                break;
            }
        }
        return published;
    }
}
