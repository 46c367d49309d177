package io.segue.operators.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.gru.TrainingProgress;
import io.segue.operators.fixture.ConnectedHarness;
import io.segue.operators.fixture.OperatorMetrics;
import io.segue.state.MetricNames;
import io.segue.state.prequential.DropSettings;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.serialization.SegueTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final long EVERY_MS = 60_000;
    private static final RetrainSchedule SCHEDULE = schedule(RetrainClock.PROCESSING);

    /** Versions that were asked for. Static, because the factory travels with the job. */
    private static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());

    private static volatile CountDownLatch mayEnd = new CountDownLatch(0);
    private static volatile String skips = "";
    private static volatile boolean isOpen;
    private static volatile boolean isStubborn;
    private static volatile boolean wasClosedWhileTraining;

    private OperatorMetrics metrics = new OperatorMetrics();
    private long nowMs = 1_000;

    @BeforeEach
    void forget() {
        ASKED.clear();
        mayEnd = new CountDownLatch(0);
        skips = "";
        isStubborn = false;
    }

    private static RetrainSchedule schedule(RetrainClock clock) {
        return new RetrainSchedule(Duration.ofMillis(EVERY_MS), 3, clock, DropSettings.DEFAULT);
    }

    private static final class FakeTrainer implements ModelTrainer {
        FakeTrainer() {
            isOpen = true;
        }

        @Override
        public RoundResult train(String version, RoundListener listener) throws Exception {
            listener.onData(7, 42);
            listener.onProgress(new TrainingProgress(2, 5, 1, 9, 100, 12.5, 3.25, 60));
            ASKED.add(version);
            awaitTheEnd();
            if (skips.equals("broken")) {
                throw new IllegalStateException("diverged");
            }
            boolean isSkipped = !skips.isEmpty();
            return new RoundResult(isSkipped, isSkipped ? List.of() : List.of(release(version)), skips, 1, 2);
        }

        private static void awaitTheEnd() throws InterruptedException {
            while (true) {
                try {
                    mayEnd.await();
                    return;
                } catch (InterruptedException interrupted) {
                    if (!isStubborn) {
                        throw interrupted;
                    }
                }
            }
        }

        @Override
        public void close() {
            wasClosedWhileTraining = mayEnd.getCount() > 0;
            isOpen = false;
        }
    }

    private static Release release(String version) {
        return new Release(
                "segue", version, ReleaseState.CHAMPION, "file:///m", "0".repeat(64), 0, Map.of(), Map.of(), 0);
    }

    private ConnectedHarness<Long, String, Release> unopened() throws Exception {
        return unopened(SCHEDULE);
    }

    private ConnectedHarness<Long, String, Release> unopened(RetrainSchedule schedule) throws Exception {
        metrics = new OperatorMetrics();
        var harness = new ConnectedHarness<Long, String, Release>(new Trainer(schedule, FakeTrainer::new), metrics);
        harness.setProcessingTime(nowMs);
        harness.setup(SegueTypes.RELEASE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private ConnectedHarness<Long, String, Release> opened() throws Exception {
        return opened(SCHEDULE);
    }

    private ConnectedHarness<Long, String, Release> opened(RetrainSchedule schedule) throws Exception {
        var harness = unopened(schedule);
        harness.open();
        harness.snapshot(1, nowMs);
        harness.notifyOfCompletedCheckpoint(1);
        return harness;
    }

    private static void closeSession(ConnectedHarness<Long, String, Release> trainer) throws Exception {
        trainer.processElement1(1L);
    }

    private static void fall(ConnectedHarness<Long, String, Release> trainer, String reason) throws Exception {
        trainer.processElement2(reason);
    }

    private void pass(ConnectedHarness<Long, String, Release> trainer, long ms) throws Exception {
        nowMs += ms;
        trainer.setProcessingTime(nowMs);
    }

    /** Time goes on in small steps until the thread of the round has done its part. */
    private void awaitRounds(ConnectedHarness<Long, String, Release> trainer, String counter, int count)
            throws Exception {
        for (int i = 0; i < 200 && metrics.count(counter) < count; i++) {
            Thread.sleep(10);
            pass(trainer, 200);
        }
        assertThat(metrics.count(counter)).isEqualTo(count);
    }

    private static void awaitAsked() throws InterruptedException {
        for (int i = 0; i < 200 && ASKED.isEmpty(); i++) {
            Thread.sleep(10);
        }
    }

    @Test
    void trainsWhenItIsTimeAndHandsOnTheRelease() throws Exception {
        try (var trainer = opened()) {
            closeSession(trainer);
            pass(trainer, EVERY_MS - 400);
            assertThat(ASKED).isEmpty();

            pass(trainer, 400);
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 1);

            assertThat(trainer.extractOutputValues()).containsExactly(release("19700101-000001-00001"));
            assertThat(metrics.count(MetricNames.FILES_CORRUPT)).isEqualTo(1);
            assertThat(metrics.count(MetricNames.RELEASES_UNREADABLE)).isEqualTo(2);
        }
        assertThat(isOpen).as("the trainer is closed").isFalse();
    }

    @Test
    void trainsEarlyOnceEnoughSessionsWereClosed() throws Exception {
        try (var trainer = opened()) {
            closeSession(trainer);
            closeSession(trainer);
            pass(trainer, 1_000);
            assertThat(ASKED).isEmpty();

            closeSession(trainer);
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 1);
        }
    }

    @Test
    void trainsOnceAndAtOnceWhereTheListsBecameWorse() throws Exception {
        try (var trainer = opened()) {
            closeSession(trainer);
            fall(trainer, "MRR@20 fell");
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 1);
            assertThat(metrics.count(MetricNames.ROUNDS_AFTER_DROP)).isOne();

            closeSession(trainer);
            pass(trainer, 1_000);
            assertThat(ASKED).hasSize(1);
        }
    }

    @Test
    void waitsForANewSessionAlsoWhereTheListsBecameWorse() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = opened()) {
            fall(before, "MRR@20 fell");
            pass(before, 2 * EVERY_MS);
            assertThat(ASKED).isEmpty();
            snapshot = before.snapshot(2, nowMs);
        }

        try (var after =
                unopened(new RetrainSchedule(Duration.ofDays(1), 0, RetrainClock.PROCESSING, DropSettings.DEFAULT))) {
            after.initializeState(snapshot);
            after.open();
            closeSession(after);
            awaitRounds(after, MetricNames.ROUNDS_AFTER_DROP, 1);
        }
    }

    @Test
    void trainsAgainWhereTheListsBecameWorseDuringARound() throws Exception {
        try (var trainer = opened()) {
            mayEnd = new CountDownLatch(1);
            closeSession(trainer);
            pass(trainer, EVERY_MS);
            awaitAsked();
            fall(trainer, "MRR@20 fell");
            closeSession(trainer);
            pass(trainer, EVERY_MS);
            assertThat(ASKED).hasSize(1);

            mayEnd.countDown();
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 2);
            assertThat(metrics.count(MetricNames.ROUNDS_AFTER_DROP)).isOne();
        }
    }

    @Test
    void repeatsARoundAtOnceThatBeganForWorseLists() throws Exception {
        OperatorSubtaskState snapshot;
        mayEnd = new CountDownLatch(1);
        try (var before = opened()) {
            closeSession(before);
            fall(before, "MRR@20 fell");
            pass(before, 200);
            awaitAsked();
            snapshot = before.snapshot(2, nowMs); // while it trains
        }

        mayEnd = new CountDownLatch(0);
        try (var after = unopened()) {
            after.initializeState(snapshot);
            after.open();
            awaitRounds(after, MetricNames.ROUNDS_RELEASED, 1);
            assertThat(after.extractOutputValues()).containsExactly(release("19700101-000001-00001"));
        }
    }

    @Test
    void doesNotLearnTheSameAgainOnAQuietSite() throws Exception {
        try (var trainer = opened()) {
            closeSession(trainer);
            pass(trainer, EVERY_MS);
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 1);

            pass(trainer, 10 * EVERY_MS);
            assertThat(ASKED).hasSize(1);

            closeSession(trainer);
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 2);
        }
    }

    @Test
    void countsTheSessionsOfARoundThatEndsWhileOthersAreClosed() throws Exception {
        try (var trainer = opened()) {
            mayEnd = new CountDownLatch(1);
            closeSession(trainer);
            pass(trainer, EVERY_MS);
            closeSession(trainer);
            mayEnd.countDown();
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 1);

            pass(trainer, EVERY_MS);
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 2);
        }
    }

    @Test
    void countsTheTimeOfTheEventsWhereItIsTold() throws Exception {
        long dayMs = Duration.ofDays(1).toMillis();
        try (var trainer = opened(schedule(RetrainClock.EVENT))) {
            closeSession(trainer);
            pass(trainer, 2 * EVERY_MS);
            assertThat(ASKED).as("no watermark, no time").isEmpty();

            trainer.processWatermark1(dayMs);
            trainer.processWatermark1(dayMs + EVERY_MS - 1);
            pass(trainer, 2 * EVERY_MS);
            assertThat(ASKED).as("not yet by event time").isEmpty();

            mayEnd = new CountDownLatch(1);
            trainer.processWatermark1(dayMs + EVERY_MS);
            pass(trainer, 200);
            trainer.processWatermark1(dayMs + 2 * EVERY_MS);
            closeSession(trainer);
            mayEnd.countDown();
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 2);
        }
    }

    @Test
    void takesTheEndOfAllInputForNoTime() throws Exception {
        try (var trainer = opened(schedule(RetrainClock.EVENT))) {
            closeSession(trainer);
            trainer.processWatermark1(0);
            trainer.processWatermark1(Long.MAX_VALUE);
            pass(trainer, 2 * EVERY_MS);

            assertThat(ASKED).isEmpty();
        }
    }

    @Test
    void goesOnWithTheOtherClock() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = opened()) {
            closeSession(before);
            snapshot = before.snapshot(2, nowMs);
        }

        try (var after = unopened(schedule(RetrainClock.EVENT))) {
            after.initializeState(snapshot);
            after.open();
            after.processWatermark1(-EVERY_MS);
            pass(after, 200);
            assertThat(ASKED).isEmpty();

            after.processWatermark1(0);
            awaitRounds(after, MetricNames.ROUNDS_RELEASED, 1);
        }
    }

    @Test
    void goesOnWaitingByTheTimeOfTheEventsAfterARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = unopened(schedule(RetrainClock.EVENT))) {
            before.open();
            before.processWatermark1(0);
            closeSession(before);
            before.processWatermark1(EVERY_MS / 2);
            snapshot = before.snapshot(2, nowMs);
        }

        try (var after = unopened(schedule(RetrainClock.EVENT))) {
            after.initializeState(snapshot);
            after.open();
            after.processWatermark1(EVERY_MS / 2);
            pass(after, 200);
            assertThat(ASKED).isEmpty();

            after.processWatermark1(EVERY_MS);
            awaitRounds(after, MetricNames.ROUNDS_RELEASED, 1);
        }
    }

    @Test
    void showsHowFarTheRunningRoundIs() throws Exception {
        try (var trainer = opened()) {
            mayEnd = new CountDownLatch(1);
            closeSession(trainer);
            pass(trainer, EVERY_MS);
            awaitAsked();
            assertThat(metrics.gauge(MetricNames.TRAINING_SESSIONS)).isEqualTo(7L);
            assertThat(metrics.gauge(MetricNames.TRAINING_EVENTS)).isEqualTo(42L);
            assertThat(metrics.gauge(MetricNames.TRAINING_EPOCH)).isEqualTo(2.0);
            assertThat(metrics.gauge(MetricNames.TRAINING_EPOCHS)).isEqualTo(5.0);
            assertThat(metrics.gauge(MetricNames.TRAINING_LOSS)).isEqualTo(3.25);
            assertThat(metrics.gauge(MetricNames.TRAINING_EXAMPLES_PER_SECOND)).isEqualTo(12.5);
            assertThat(metrics.gauge(MetricNames.TRAINING_SECONDS_LEFT)).isEqualTo(60.0);

            mayEnd.countDown();
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 1);
            assertThat(metrics.gauge(MetricNames.TRAINING_EPOCH)).isEqualTo(0.0);
            assertThat(metrics.gauge(MetricNames.TRAINING_SESSIONS)).isEqualTo(0L);
        }
    }

    @Test
    void keepsTheModelUntilATrainingThatDoesNotHearHasEnded() throws Exception {
        isStubborn = true;
        mayEnd = new CountDownLatch(1);
        Thread patience = new Thread(() -> {
            try {
                Thread.sleep(500);
            } catch (InterruptedException nobodyDoes) {
                throw new IllegalStateException(nobodyDoes);
            }
            mayEnd.countDown();
        });
        try (var trainer = opened()) {
            closeSession(trainer);
            pass(trainer, EVERY_MS);
            awaitAsked();
            patience.start();
        }
        patience.join();

        assertThat(isOpen).isFalse();
        assertThat(wasClosedWhileTraining).isFalse();
    }

    @Test
    void waitsForTheFirstCheckpoint() throws Exception {
        try (var trainer = unopened()) {
            trainer.open();
            closeSession(trainer);
            pass(trainer, 2 * EVERY_MS);
            assertThat(ASKED).isEmpty();

            trainer.snapshot(1, nowMs);
            trainer.notifyOfCompletedCheckpoint(1);
            awaitRounds(trainer, MetricNames.ROUNDS_RELEASED, 1);
        }
    }

    @Test
    void countsSkippedAndFailedRoundsAndGoesOnWhenTheNextIsDue() throws Exception {
        try (var trainer = opened()) {
            closeSession(trainer);
            skips = "3 sessions, where 50 are needed";
            pass(trainer, EVERY_MS);
            awaitRounds(trainer, MetricNames.ROUNDS_SKIPPED, 1);

            skips = "broken";
            pass(trainer, EVERY_MS);
            awaitRounds(trainer, MetricNames.ROUNDS_FAILED, 1);

            assertThat(trainer.extractOutputValues()).isEmpty();
            assertThat(ASKED).containsExactly("19700101-000001-00001", "19700101-000001-00002");
        }
    }

    @Test
    void repeatsARoundThatARestartInterruptedUnderTheSameVersion() throws Exception {
        OperatorSubtaskState snapshot;
        mayEnd = new CountDownLatch(1);
        try (var before = opened()) {
            closeSession(before);
            pass(before, EVERY_MS);
            pass(before, 200);
            assertThat(metrics.gauge(MetricNames.TRAINING)).isEqualTo(1);
            snapshot = before.snapshot(2, nowMs); // while it trains
        }

        mayEnd = new CountDownLatch(0);
        nowMs += 5_000;
        try (var after = unopened()) {
            after.initializeState(snapshot);
            after.open();
            awaitRounds(after, MetricNames.ROUNDS_RELEASED, 1);

            assertThat(after.extractOutputValues()).containsExactly(release("19700101-000001-00001"));
        }
    }

    @Test
    void doesNotRepeatARoundWhoseEndIsInTheCheckpoint() throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = opened()) {
            closeSession(before);
            pass(before, EVERY_MS);
            awaitRounds(before, MetricNames.ROUNDS_RELEASED, 1);
            snapshot = before.snapshot(2, nowMs);
        }

        try (var after = unopened()) {
            after.initializeState(snapshot);
            after.open();
            pass(after, 200);
            assertThat(ASKED).hasSize(1);

            closeSession(after);
            pass(after, EVERY_MS);
            awaitRounds(after, MetricNames.ROUNDS_RELEASED, 1);
            assertThat(ASKED).containsExactly("19700101-000001-00001", "19700101-000001-00002");
        }
    }
}
