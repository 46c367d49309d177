package io.segue.operators.retrain;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.release.Release;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a version of the model every so often, and hands on its releases. One subtask. Every record of its first input is
 * a session that was closed; sessions are read from their log. Every record of the second says why a round is due at once:
 * it begins with the next new session, or when the one that runs has ended. With a schedule by event time, time is the watermark.
 *
 * <p>A round runs on a thread of its own. A timer of the task thread starts it and takes its result, so that checkpoints
 * go through meanwhile, and releases and the count of rounds are in the same checkpoint.
 *
 * <p><b>State</b>, one subtask's: the name of this history of versions, the number of the round, since when the next one
 * waits, sessions closed that no round has learned from, why the next one is due at once. <b>Timers</b>: one in processing time. <b>Failure</b>: a round that was running is run again
 * under the same version, and one whose bundle is in the store already only hands on its release. No round begins before
 * the first checkpoint: the name of the history must survive. A round that fails is counted and logged, and the next one
 * comes when it is due: a log of sessions without a new model is worth more than none.
 */
public final class Trainer extends AbstractStreamOperator<Release>
        implements TwoInputStreamOperator<Long, String, Release> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);
    private static final long TICK_MS = 200;
    private static final long UNKNOWN_MS = Long.MIN_VALUE;
    private static final long PATIENCE_SECONDS = 60;
    private static final DateTimeFormatter HISTORY =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final RetrainSchedule schedule;
    private final ModelTrainer.Factory trainers;

    private transient ListState<Tuple4<String, Long, Long, Long>> state;
    private transient String history;
    private transient long round;
    private transient long sinceMs;
    private transient long newSessions;
    private transient ListState<String> dropState;
    /** Why the next round is due at once; empty where it is not. */
    private transient String drop;

    private transient boolean isCheckpointed;
    private transient ModelTrainer trainer;
    private transient ExecutorService executor;
    private transient @Nullable Future<RoundResult> running;
    private transient long watermarkMs;
    private transient long startedAtMs;
    private transient long sessionsAtStart;
    private transient String dropAtStart;

    private transient RoundProgress progress;
    private transient Counter released;
    private transient Counter skipped;
    private transient Counter failed;
    private transient Counter afterDrop;
    private transient Counter corruptFiles;
    private transient Counter unreadableReleases;

    public Trainer(RetrainSchedule schedule, ModelTrainer.Factory trainers) {
        this.schedule = schedule;
        this.trainers = trainers;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(
                        SavepointLayout.ROUNDS_STATE, Types.TUPLE(Types.STRING, Types.LONG, Types.LONG, Types.LONG)));
        history = HISTORY.format(Instant.ofEpochMilli(wallClockMs()));
        watermarkMs = UNKNOWN_MS;
        sinceMs = UNKNOWN_MS;
        round = 1;
        newSessions = 0;
        for (Tuple4<String, Long, Long, Long> restored : state.get()) {
            history = restored.f0;
            round = restored.f1;
            sinceMs = restored.f2;
            newSessions = restored.f3;
        }
        dropState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.DROP_STATE, Types.STRING));
        drop = "";
        dropAtStart = "";
        for (String restored : dropState.get()) {
            drop = restored;
        }
        waitFromNowAtTheLatest();
        isCheckpointed = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        released = group.counter(MetricNames.ROUNDS_RELEASED);
        skipped = group.counter(MetricNames.ROUNDS_SKIPPED);
        failed = group.counter(MetricNames.ROUNDS_FAILED);
        afterDrop = group.counter(MetricNames.ROUNDS_AFTER_DROP);
        corruptFiles = group.counter(MetricNames.FILES_CORRUPT);
        unreadableReleases = group.counter(MetricNames.RELEASES_UNREADABLE);
        group.gauge(MetricNames.TRAINING, () -> running == null ? 0 : 1);
        progress = new RoundProgress(System::nanoTime, line -> LOG.info("round {}: {}", version(), line));
        progress.show(group);
        trainer = trainers.open();
        executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "segue-trainer"));
        startTimer();
    }

    @Override
    public void processElement1(StreamRecord<Long> closedSession) {
        newSessions++;
    }

    @Override
    public void processElement2(StreamRecord<String> fallen) {
        drop = fallen.getValue();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        // The last watermark of all says that nothing comes any more, and not what time it is.
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            watermarkMs = mark.getTimestamp();
            waitFromNowAtTheLatest();
        }
        super.processWatermark(mark);
    }

    /** A new history begins to wait when it first knows the time, and one whose schedule had another clock too. */
    private void waitFromNowAtTheLatest() {
        long nowMs = nowMs();
        if (nowMs != UNKNOWN_MS && (sinceMs == UNKNOWN_MS || sinceMs > nowMs)) {
            sinceMs = nowMs;
        }
    }

    private void startTimer() {
        ScheduledFuture<?> unused = getProcessingTimeService().registerTimer(wallClockMs() + TICK_MS, time -> {
            tick();
            startTimer();
        });
    }

    private void tick() throws InterruptedException {
        if (running != null) {
            if (running.isDone()) {
                end(running);
            }
        } else if (isCheckpointed
                && nowMs() != UNKNOWN_MS
                && schedule.isDue(nowMs(), sinceMs, newSessions, !drop.isEmpty())) {
            begin();
        }
    }

    private void begin() {
        String version = version();
        startedAtMs = nowMs();
        sessionsAtStart = newSessions;
        dropAtStart = drop;
        LOG.info("round {} begins, new sessions: {}", version, newSessions);
        if (!drop.isEmpty()) {
            afterDrop.inc();
            LOG.warn("round {} is due at once: {}", version, drop);
        }
        running = executor.submit(() -> trainer.train(version, progress));
    }

    private String version() {
        return String.format(Locale.ROOT, "%s-%05d", history, round);
    }

    private void end(Future<RoundResult> ended) throws InterruptedException {
        boolean hasLearned = false;
        try {
            RoundResult result = ended.get();
            LOG.info("round {}: {}", version(), result.summary());
            corruptFiles.inc(result.corruptFiles());
            unreadableReleases.inc(result.unreadableReleases());
            hasLearned = !result.isSkipped();
            (hasLearned ? released : skipped).inc();
            result.releases().forEach(release -> output.collect(new StreamRecord<>(release)));
        } catch (ExecutionException wrong) {
            failed.inc();
            LOG.error("round {} failed, the next one comes when it is due", version(), wrong.getCause());
        }
        running = null;
        progress.end();
        round++;
        sinceMs = schedule.isByEvents() ? startedAtMs : nowMs();
        // What a round began with and did not learn from, the next one may: it comes also where nobody else does.
        newSessions = Math.max(hasLearned ? 0 : 1, newSessions - sessionsAtStart);
        drop = drop.equals(dropAtStart) ? "" : drop;
    }

    private long nowMs() {
        return schedule.isByEvents() ? watermarkMs : wallClockMs();
    }

    private long wallClockMs() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        isCheckpointed = true;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(List.of(Tuple4.of(history, round, sinceMs, newSessions)));
        dropState.update(drop.isEmpty() ? List.of() : List.of(drop));
    }

    /**
     * Interrupts a training that runs, and waits for it: what it has in memory must not meet the next one's. The trainer is
     * closed in the thread of the training, behind it: the model has no other one as long as this one works.
     */
    @Override
    public void close() throws Exception {
        if (executor != null) {
            if (running != null) {
                running.cancel(true);
            }
            executor.execute(trainer::close);
            executor.shutdown();
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the training does not end within {} s, and keeps the model until it does", PATIENCE_SECONDS);
            }
        }
        super.close();
    }
}
