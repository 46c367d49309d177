package io.segue.streaming.demo;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.Replay;
import io.segue.connectors.replay.ReplaySettings;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.MetricNames;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Replays the live part of the data against a running job and looks at what comes out.
 *
 * <p>Three threads: the replay publishes, the listener reads answers, the caller of {@link #run} asks the job for its
 * metrics. At max speed the replay waits while more than so many events are without an outcome: it is as fast as the
 * job, and the latency is the job's and not that of a queue without end.
 */
public final class LiveRun {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration GATE_WAIT = Duration.ofMillis(1);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(1);
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * What is seen at one moment: everything since the start, but the latency of the newest seconds.
     *
     * @param published events handed to Kafka
     * @param heard answers read from the topic of recommendations
     * @param tests interactions that tested a list
     */
    public record View(
            long published,
            AccountingFigures accounting,
            long heard,
            double seconds,
            Histogram latencyMs,
            long tests,
            double recallGru,
            double recallPopularity) {}

    private final DemoData data;
    private final KafkaConnection kafka;
    private final Topics topics;
    private final JobMetrics metrics;
    private final int inFlightMax;
    private final Pace pace;

    private volatile AccountingFigures accounting = AccountingFigures.NONE;
    private volatile boolean stopped;
    private final AtomicLong sent = new AtomicLong();

    /** @param pace which a replay at max speed keeps beside that of the job */
    public LiveRun(
            DemoData data, KafkaConnection kafka, Topics topics, JobMetrics metrics, int inFlightMax, Pace pace) {
        this.data = data;
        this.kafka = kafka;
        this.topics = topics;
        this.metrics = metrics;
        this.inFlightMax = inFlightMax;
        this.pace = pace;
    }

    /**
     * Runs until the data ends, the time is over or {@code stop} says so; then until every event has its outcome.
     *
     * @param look told several times a second
     */
    public View run(Optional<Duration> duration, BooleanSupplier stop, Consumer<View> look) throws Exception {
        try (AnswerListener answers = new AnswerListener(kafka, topics);
                EventPublisher publisher = new EventPublisher(kafka, topics)) {
            Replay replay = new Replay(
                    ReplaySettings.of(data.speed(), data.times()),
                    interaction -> {
                        publisher.publish(interaction);
                        sent.incrementAndGet();
                    },
                    () -> awaitRoom(answers));
            long startNanos = System.nanoTime();
            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> publish(replay, publisher), task -> {
                new Thread(task, "replay").start();
            });
            long endNanos = duration.map(limit -> startNanos + limit.toNanos()).orElse(Long.MAX_VALUE);
            while (!publishing.isDone()) {
                if (stop.getAsBoolean() || System.nanoTime() > endNanos) {
                    stopped = true;
                    replay.stop();
                }
                look.accept(view(answers, answers.newestLatencyMs(), startNanos));
                Thread.sleep(LOOK.toMillis());
            }
            publishing.join();
            return drain(answers, startNanos, look);
        }
    }

    private void publish(Replay replay, EventPublisher publisher) {
        try {
            replay.run(data.liveEvents(), state -> {});
            publisher.flush();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException(interrupted);
        }
    }

    private void awaitRoom(AnswerListener answers) throws InterruptedException {
        while (!stopped && data.speed().isMax() && !hasRoom(answers)) {
            Thread.sleep(GATE_WAIT.toMillis());
        }
    }

    private boolean hasRoom(AnswerListener answers) {
        return sent.get() - withOutcome(answers) < inFlightMax && !pace.holds(sent.get());
    }

    /** The listener is quicker than the metrics, which alone know the other outcomes. */
    private long withOutcome(AnswerListener answers) {
        AccountingFigures now = accounting;
        return Math.max(now.decided(), answers.count() + now.decided() - now.answered());
    }

    /**
     * Waits until every event published has an outcome and every answer was heard; gives up after a while.
     *
     * @return the last view, with the latency of all answers
     */
    private View drain(AnswerListener answers, long startNanos, Consumer<View> look) throws Exception {
        long deadlineNanos = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        View view = view(answers, answers.latencyMs(), startNanos);
        while (!(isDrained(view) && pace.hasSettled(view.published())) && System.nanoTime() < deadlineNanos) {
            Thread.sleep(LOOK.toMillis());
            view = view(answers, answers.latencyMs(), startNanos);
            look.accept(view);
        }
        return view;
    }

    private static boolean isDrained(View view) {
        AccountingFigures figures = view.accounting();
        return figures.consumed() == view.published() && figures.balances() && view.heard() >= figures.answered();
    }

    private View view(AnswerListener answers, Histogram latencyMs, long startNanos) throws IOException {
        accounting = AccountingFigures.read(metrics);
        pace.look();
        Map<String, Double> prequential = metrics.read(
                "Ranker",
                List.of(
                        MetricNames.PREQUENTIAL_TESTS,
                        MetricNames.PREQUENTIAL_HITS_GRU,
                        MetricNames.PREQUENTIAL_CONTROL_TESTS,
                        MetricNames.PREQUENTIAL_HITS_POPULARITY),
                JobMetrics.Aggregate.SUM);
        double tests = prequential.getOrDefault(MetricNames.PREQUENTIAL_TESTS, 0.0);
        return new View(
                sent.get(),
                accounting,
                answers.count(),
                (System.nanoTime() - startNanos) / NANOS_PER_SECOND,
                latencyMs,
                Math.round(tests),
                share(prequential.getOrDefault(MetricNames.PREQUENTIAL_HITS_GRU, 0.0), tests),
                share(
                        prequential.getOrDefault(MetricNames.PREQUENTIAL_HITS_POPULARITY, 0.0),
                        prequential.getOrDefault(MetricNames.PREQUENTIAL_CONTROL_TESTS, 0.0)));
    }

    private static double share(double hits, double tests) {
        return tests == 0 ? 0 : hits / tests;
    }
}
