package io.segue.streaming.bench.swaps;

import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.EventTimes;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.Replay;
import io.segue.connectors.replay.ReplaySettings;
import io.segue.connectors.replay.ReplaySpeed;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.state.MetricNames;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.state.release.Succession;
import io.segue.streaming.bench.ProcessMemory;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Makes two models champion in turns while events flow at a steady rate, and looks at every answer from outside. A model
 * that leaves is closed, so that each swap loads, verifies and warms one anew.
 */
public final class SwapBench {
    private static final String WARM_UP = "warm-up";
    private static final String QUIET = "quiet";
    private static final String SWAP = "swap";
    private static final String BETWEEN = "between";

    private static final int USERS_PER_EVENT_PER_SECOND = 100;
    private static final long SEED = 11;
    private static final Duration ECHO = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long POLL_MS = 5;
    private static final long TAKES_MS_MAX = Duration.ofMinutes(2).toMillis();

    private final SwapSettings settings;
    private final List<Release> models;
    private final KafkaConnection kafka;
    private final Topics topics;
    private final LocalJob job;
    private final ReleaseHistory history = new ReleaseHistory();
    private final Histogram takesMs = new Histogram(TAKES_MS_MAX, 3);
    private final AtomicLong published = new AtomicLong();

    /**
     * A benchmark of a job that runs and has answered nothing yet.
     *
     * @param models two of them, none of which serves
     */
    public SwapBench(SwapSettings settings, List<Release> models, KafkaConnection kafka, Topics topics, LocalJob job) {
        this.settings = settings;
        this.models = List.copyOf(models);
        this.kafka = kafka;
        this.topics = topics;
        this.job = job;
    }

    /**
     * Runs until the swaps are over, or {@code stop} says so.
     *
     * @param look told what goes on
     */
    public SwapFigures run(BooleanSupplier stop, Consumer<String> look) throws Exception {
        try (AnswerLog answers = new AnswerLog(kafka, topics);
                EventPublisher publisher = new EventPublisher(kafka, topics);
                ReleasePublisher releases = new ReleasePublisher(kafka, topics)) {
            promote(models.get(0), releases);
            awaitThat("the first model serves", () -> isLoaded("SessionScorer", MetricNames.MODEL_LOADED));
            awaitThat("its ranker is there", () -> isLoaded("Ranker", MetricNames.RANKER_LOADED));
            Replay load = load(publisher);
            CompletableFuture<Void> publishing =
                    CompletableFuture.runAsync(() -> publish(load), task -> new Thread(task, "load").start());
            try {
                return measure(answers, releases, load, publishing, stop, look);
            } finally {
                load.stop();
            }
        }
    }

    private boolean isLoaded(String operator, String metric) throws IOException {
        return job.metrics().read(operator, metric, JobMetrics.Aggregate.MIN).orElse(0) > 0;
    }

    private SwapFigures measure(
            AnswerLog answers,
            ReleasePublisher releases,
            Replay load,
            CompletableFuture<Void> publishing,
            BooleanSupplier stop,
            Consumer<String> look)
            throws Exception {
        answers.begin(WARM_UP);
        Thread.sleep(settings.quiet().toMillis());
        for (int i = 1; i <= settings.warmUpSwaps(); i++) {
            swap(answers, releases, i, WARM_UP);
            look.accept("warm-up, swap %d of %d".formatted(i, settings.warmUpSwaps()));
        }
        takesMs.reset();
        ProcessMemory before = ProcessMemory.now();
        quiet(answers, look);
        for (int i = 1; i <= settings.swaps() && !stop.getAsBoolean(); i++) {
            swap(answers, releases, settings.warmUpSwaps() + i, SWAP);
            answers.begin(BETWEEN);
            Thread.sleep(settings.pause().toMillis());
            look.accept("swap %,d of %,d, p99 %,d ms during swaps, %,d ms without"
                    .formatted(i, settings.swaps(), p99(answers, SWAP), p99(answers, QUIET)));
        }
        quiet(answers, look);
        ProcessMemory after = ProcessMemory.now();
        load.stop();
        publishing.join();
        awaitThat("all answers are heard", () -> {
            AccountingFigures figures = AccountingFigures.read(job.metrics());
            return figures.consumed() == published.get() && figures.balances() && answers.count() >= figures.answered();
        });
        return new SwapFigures(
                settings,
                published.get(),
                AccountingFigures.read(job.metrics()),
                answers.count(),
                answers.count() - answers.distinct(),
                answers.countByOtherReason(),
                answers.countByVersion(),
                answers.latencyMs(QUIET),
                answers.latencyMs(SWAP),
                takesMs,
                before,
                after);
    }

    private void quiet(AnswerLog answers, Consumer<String> look) throws InterruptedException {
        look.accept("%,.0f events/s without a swap for %d s"
                .formatted(settings.eventsPerSecond(), settings.quiet().toSeconds()));
        answers.begin(QUIET);
        Thread.sleep(settings.quiet().toMillis());
        answers.begin(BETWEEN);
    }

    private static long p99(AnswerLog answers, String phase) {
        return answers.latencyMs(phase).getValueAtPercentile(99);
    }

    private void swap(AnswerLog answers, ReleasePublisher releases, int number, String phase) throws Exception {
        Release next = models.get(number % models.size());
        answers.begin(phase);
        long startMs = System.currentTimeMillis();
        promote(next, releases);
        awaitThat(next.version() + " answers", () -> answers.newestVersion().equals(next.version()));
        takesMs.recordValue(Math.min(System.currentTimeMillis() - startMs, TAKES_MS_MAX));
        Thread.sleep(ECHO.toMillis());
    }

    private void promote(Release release, ReleasePublisher publisher)
            throws ReleaseRefusedException, InterruptedException {
        for (Release record : Succession.promote(history, release, "swapped by a benchmark")) {
            history.add(record);
            publisher.publish(record);
        }
    }

    private Replay load(EventPublisher publisher) {
        return new Replay(
                ReplaySettings.of(ReplaySpeed.REAL_TIME, EventTimes.asPlayed()),
                interaction -> {
                    publisher.publish(interaction);
                    published.incrementAndGet();
                },
                () -> {});
    }

    private void publish(Replay load) {
        int users = (int) Math.ceil(settings.eventsPerSecond() * USERS_PER_EVENT_PER_SECOND);
        GeneratorSettings shop = GeneratorSettings.of(
                users,
                settings.items(),
                settings.eventsPerSecond(),
                Duration.ofDays(1),
                Instant.now().plus(Duration.ofDays(1)),
                SEED);
        try {
            load.run(new EventGenerator(shop).iterator(), progress -> {});
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException(interrupted);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void awaitThat(String what, Condition condition) throws Exception {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException(
                        "within " + PATIENCE.toSeconds() + " s it did not come about that " + what);
            }
            Thread.sleep(POLL_MS);
        }
    }
}
