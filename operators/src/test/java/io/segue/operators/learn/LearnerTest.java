package io.segue.operators.learn;

import static io.segue.operators.fixture.Told.MODEL_NAME;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.candidate;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.championOf;
import static io.segue.operators.fixture.Told.rejected;
import static io.segue.operators.fixture.Told.retired;
import static io.segue.operators.fixture.Told.superseded;
import static io.segue.operators.learn.FakeLearning.LEARNED;
import static io.segue.operators.learn.FakeLearning.LOADED;
import static io.segue.operators.learn.FakeLearning.POISON;
import static io.segue.operators.learn.FakeLearning.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.operators.fixture.ControlledHarness;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.DeltasWithdrawn;
import io.segue.state.release.Delta;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Withdrawal;
import io.segue.state.serialization.SegueTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LearnerTest {
    private static final long MINUTE = 60_000;
    private static final int WAITING_MAX = 4;
    private static final LearnerSettings SETTINGS =
            new LearnerSettings(MODEL_NAME, Duration.ofMinutes(1), 100, WAITING_MAX);

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void forget() {
        FakeLearning.forget();
    }

    @AfterEach
    void close() throws Exception {
        FakeLearning.mayLearn.countDown();
        for (AutoCloseable one : opened) {
            one.close();
        }
        assertThat(FakeLearning.open).as("every model is closed").isZero();
    }

    private ControlledHarness<LearnerTurn, ModelRecord> unopened() throws Exception {
        var harness = new ControlledHarness<>(
                new Learner(SETTINGS, FakeLearning::new),
                SegueTypes.MODEL_RECORD.createSerializer(new SerializerConfigImpl()),
                new ControlledHarness.Input<>(LearnerTurn::userId, LearnerTurn::timestampMs),
                Subtask.ONLY);
        harness.setup();
        opened.add(harness);
        return harness;
    }

    private ControlledHarness<LearnerTurn, ModelRecord> opened() throws Exception {
        var harness = unopened();
        harness.open();
        return harness;
    }

    private ControlledHarness<LearnerTurn, ModelRecord> restored(OperatorSubtaskState snapshot) throws Exception {
        var harness = unopened();
        harness.initializeState(snapshot);
        harness.open();
        return harness;
    }

    /** Lets the task run its mails until something is so. */
    private void await(ControlledHarness<LearnerTurn, ModelRecord> learner, BooleanSupplier condition)
            throws Exception {
        for (int i = 0; i < 500; i++) {
            while (learner.getTaskMailbox().hasMail()) {
                learner.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
            }
            for (ModelRecord record : learner.answers()) {
                told.add(
                        record instanceof Delta delta
                                ? delta.version() + " " + delta.number()
                                : ((Withdrawal) record).version() + " withdrawn");
            }
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("never so; told " + told + ", learned " + LEARNED + ", loaded " + LOADED);
    }

    /** Long enough for the thread to do what it should not. */
    private void idle(ControlledHarness<LearnerTurn, ModelRecord> learner) throws Exception {
        long until = System.nanoTime() + Duration.ofMillis(200).toNanos();
        await(learner, () -> System.nanoTime() > until);
    }

    private static ControlMessage withdrawal(String version) {
        return new DeltasWithdrawn(new Withdrawal(MODEL_NAME, version, 0, "worse"));
    }

    @Test
    void learnsOnFromTheChampionAndPublishes() throws Exception {
        var learner = opened();
        learner.tell(championOf("another", "v0"), candidate("v0"), champion("v1"));

        learner.say(turn("ann", "hat", 0), turn("bob", "scarf", MINUTE));
        await(learner, () -> told.size() == 1);

        assertThat(told).containsExactly("v1 1");
        assertThat(LOADED).containsExactly("v1");
        var metrics = learner.metrics();
        assertThat(metrics.gauge(MetricNames.LEARNER_VERSION)).isEqualTo("v1");
        assertThat(metrics.gauge(MetricNames.LEARNER_DELTA)).isEqualTo(1);
        assertThat(metrics.gauge(MetricNames.LEARNER_LOSS)).isEqualTo(1.0);
        assertThat(metrics.gauge(MetricNames.LEARNER_LAG_MS)).isEqualTo(0L);
        assertThat(metrics.gauge(MetricNames.LEARNER_ITEMS)).isEqualTo(3);
        assertThat(metrics.gauge(MetricNames.LEARNER_ITEMS_ADDED)).isEqualTo(1);
        assertThat(metrics.count(MetricNames.LEARNER_STEPS)).isEqualTo(1);
        assertThat(metrics.count(MetricNames.LEARNER_EXAMPLES)).isEqualTo(2);
        assertThat(metrics.count(MetricNames.LEARNER_DELTAS)).isEqualTo(1);
        assertThat(metrics.histogram(MetricNames.LEARNER_STEP_MS).getCount()).isEqualTo(1);
        assertThat(metrics.histogram(MetricNames.LEARNER_DELTA_MS).getCount()).isEqualTo(1);
    }

    @Test
    void catchesUpOnTurnsThatCameBeforeTheChampion() throws Exception {
        var learner = opened();
        learner.say(turn("ann", "hat", 0), turn("bob", "scarf", MINUTE));

        learner.tell(champion("v1"));

        await(learner, () -> told.equals(List.of("v1 1")));
        assertThat(LEARNED).containsExactly("hat", "scarf");
    }

    @Test
    void takesCheckpointsWhileAStepRuns() throws Exception {
        FakeLearning.mayLearn = new CountDownLatch(1);
        var learner = opened();
        learner.tell(champion("v1"));
        learner.say(turn("ann", "hat", 0), turn("bob", "scarf", MINUTE));
        await(learner, () -> LOADED.size() == 1);

        OperatorSubtaskState snapshot = learner.checkpoint();

        assertThat(snapshot.hasState()).isTrue();
        assertThat(LEARNED).isEmpty();
    }

    @Test
    void holdsTurnsBackWhileItIsBehindAndLosesNone() throws Exception {
        FakeLearning.mayLearn = new CountDownLatch(1);
        var learner = opened();
        learner.tell(champion("v1"));
        learner.say(turn("ann", "0", 0));
        await(learner, () -> learner.metrics().gauge(MetricNames.LEARNER_QUEUE).equals(0) && LOADED.size() == 1);
        Thread opens = new Thread(() -> {
            try {
                Thread.sleep(300);
            } catch (InterruptedException ignored) {
                Thread.currentThread().interrupt();
            }
            assertThat((int) learner.metrics().gauge(MetricNames.LEARNER_QUEUE)).isLessThanOrEqualTo(WAITING_MAX);
            FakeLearning.mayLearn.countDown();
        });
        opens.start();

        long startNanos = System.nanoTime();
        List<String> expected = new ArrayList<>(List.of("0"));
        for (int i = 1; i < 40; i++) {
            learner.say(turn("ann", String.valueOf(i), i));
            expected.add(String.valueOf(i));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofMillis(200));
        await(learner, () -> LEARNED.size() == 40);
        assertThat(LEARNED).containsExactlyElementsOf(expected);
    }

    @Test
    void goesOnFromTheChampionOfItsCheckpoint() throws Exception {
        var before = opened();
        before.tell(champion("v1"));
        before.say(turn("ann", "hat", 0), turn("bob", "scarf", MINUTE));
        await(before, () -> told.size() == 1);
        OperatorSubtaskState snapshot = before.checkpoint();
        before.close();
        opened.clear();

        var after = restored(snapshot);
        after.say(turn("bob", "scarf", MINUTE), turn("ann", "coat", 2 * MINUTE), turn("bob", "tie", 3 * MINUTE));
        await(after, () -> told.size() == 3);

        assertThat(told).as("the first is told once more").containsExactly("v1 1", "v1 1", "v1 2");
        assertThat(LEARNED).as("nothing twice").containsExactly("hat", "scarf", "coat", "tie");
    }

    @Test
    void stopsWhenTheChampionIsRejectedRetiredOrItsDeltasAreWithdrawn() throws Exception {
        for (ControlMessage end : List.of(rejected("v1"), retired("v1"), withdrawal("v1"))) {
            var learner = opened();
            learner.tell(champion("v1"));
            await(
                    learner,
                    () -> learner.metrics().gauge(MetricNames.LEARNER_VERSION).equals("v1"));

            learner.tell(rejected("v0"), candidate("v1"), withdrawal("v0"));
            idle(learner);
            assertThat(learner.metrics().gauge(MetricNames.LEARNER_VERSION)).isEqualTo("v1");

            learner.tell(end);
            await(
                    learner,
                    () -> learner.metrics().gauge(MetricNames.LEARNER_VERSION).equals("none"));
        }
    }

    @Test
    void learnsOnFromASupersededChampionUntilTheNextOneComes() throws Exception {
        var learner = opened();
        learner.tell(champion("v1"), superseded("v1", "v2"));
        await(
                learner,
                () -> learner.metrics().gauge(MetricNames.LEARNER_VERSION).equals("v1"));

        learner.tell(champion("v2"));
        await(
                learner,
                () -> learner.metrics().gauge(MetricNames.LEARNER_VERSION).equals("v2"));
    }

    @Test
    void neverLearnsOnFromAVersionWhoseDeltasWereWithdrawnAlsoAfterARestart() throws Exception {
        var before = opened();
        before.tell(champion("v1"), withdrawal("v1"));
        OperatorSubtaskState snapshot = before.checkpoint();

        var after = restored(snapshot);
        after.tell(champion("v2"));
        await(after, () -> after.metrics().gauge(MetricNames.LEARNER_VERSION).equals("v2"));
        after.tell(champion("v1"));
        await(after, () -> after.metrics().gauge(MetricNames.LEARNER_VERSION).equals("none"));
        idle(after);

        assertThat(after.metrics().gauge(MetricNames.LEARNER_VERSION)).isEqualTo("none");
    }

    @Test
    void withdrawsItsOwnDeltasWhenItDivergesTwiceAndStaysThereAfterARestart() throws Exception {
        var learner = opened();
        learner.tell(champion("v1"));
        learner.say(turn("ann", POISON, 0), turn("ann", "hat", 1), turn("ann", POISON, 2), turn("ann", "scarf", 3));
        await(learner, () -> told.equals(List.of("v1 withdrawn")));
        assertThat(learner.metrics().count(MetricNames.LEARNER_DIVERGED)).isEqualTo(2);
        OperatorSubtaskState snapshot = learner.checkpoint();

        var after = restored(snapshot);
        idle(after);

        assertThat(after.metrics().gauge(MetricNames.LEARNER_VERSION)).isEqualTo("none");
        assertThat(LOADED).as("once, and once more after the first time").hasSize(2);
    }

    @Test
    void tellsItsModelOfItemsBeforeTheTurnsThatComeAfter() throws Exception {
        var learner = opened();
        learner.tell(champion("v1"));
        await(
                learner,
                () -> learner.metrics().gauge(MetricNames.LEARNER_VERSION).equals("v1"));

        learner.tell(available("hat"), available("scarf"));
        learner.say(turn("ann", "hat", 0), turn("bob", "scarf", MINUTE));
        await(learner, () -> told.size() == 1);

        assertThat(FakeLearning.ANNOUNCED).containsExactlyInAnyOrder("hat", "scarf");
    }

    @Test
    void countsAVersionThatCannotBeLearnedOn() throws Exception {
        var learner = opened();
        learner.tell(champion(FakeLearning.LOCKED));

        await(learner, () -> learner.metrics().count(MetricNames.LEARNER_FAILED) == 1);

        assertThat(learner.metrics().gauge(MetricNames.LEARNER_VERSION)).isEqualTo("none");
    }

    @Test
    void namesTheOptionThatIsWrong() {
        assertThatThrownBy(() -> new LearnerSettings("shop", Duration.ZERO, 1, 1))
                .hasMessage("segue.learn.publish.every is PT0S, but must be within [1 s, 365 d]");
        assertThatThrownBy(() -> new LearnerSettings("shop", Duration.ofSeconds(1), 0, 1))
                .hasMessage("segue.learn.events.max is 0, but must be within [1, 10000000]");
        assertThatThrownBy(() -> new LearnerSettings("shop", Duration.ofSeconds(1), 10, 11))
                .hasMessage("segue.learn.waiting.max is 11, but must be within [1, segue.learn.events.max = 10]");
    }
}
