package io.segue.operators.learn;

import static io.segue.operators.learn.FakeLearning.LEARNED;
import static io.segue.operators.learn.FakeLearning.LOADED;
import static io.segue.operators.learn.FakeLearning.LOCKED;
import static io.segue.operators.learn.FakeLearning.POISON;
import static io.segue.operators.learn.FakeLearning.turn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.MetricNames;
import io.segue.state.item.Item;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LessonsTest {
    private static final long TRAINED_UNTIL = 1_000_000;
    private static final long MINUTE = 60_000;
    private static final LearnerSettings SETTINGS = new LearnerSettings("shop", Duration.ofMinutes(1), 100, 50);

    private final List<String> told = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private TurnRing ring = new TurnRing(100, 50, () -> {});
    private final Counter missed = new SimpleCounter();
    private final Counter failed = new SimpleCounter();
    private Lessons lessons = newLessons();

    private Lessons newLessons() {
        Lessons.Outlet outlet = new Lessons.Outlet() {
            @Override
            public void publish(Delta delta) {
                told.add(delta.version() + " " + delta.number());
            }

            @Override
            public void withdraw(Release release, String reason) {
                told.add(release.version() + " withdrawn: " + reason);
            }
        };
        return new Lessons(
                SETTINGS,
                new FakeLearning(),
                ring,
                outlet,
                new LearnerMetrics(new CountingGroup(), ring::waiting, clock));
    }

    private final class CountingGroup extends UnregisteredMetricsGroup {
        @Override
        public Counter counter(String name) {
            if (name.equals(MetricNames.LEARNER_MISSED)) {
                return missed;
            }
            return name.equals(MetricNames.LEARNER_FAILED) ? failed : super.counter(name);
        }
    }

    private static Release release(String version) {
        return new Release(
                "shop",
                version,
                ReleaseState.CHAMPION,
                "/models/" + version,
                "0".repeat(64),
                TRAINED_UNTIL,
                Map.of(),
                Map.of(),
                0);
    }

    @BeforeEach
    void forget() {
        FakeLearning.forget();
    }

    /** Items that come one after the other, so many milliseconds apart, and are learned at once. */
    private void come(long fromMs, long apartMs, String... itemIds) throws Exception {
        for (int i = 0; i < itemIds.length; i++) {
            ring.offer(turn("ann", itemIds[i], fromMs + i * apartMs));
        }
        learnAll();
    }

    private void learnAll() throws Exception {
        while (ring.waiting() > 0) {
            ring.take().ifPresent(lessons::take);
        }
    }

    @Test
    void publishesWhenTheTimeOfTheEventsSaysSo() throws Exception {
        lessons.follow(release("v1"));

        come(TRAINED_UNTIL + 1, 10_000, "a", "b", "c", "d", "e");
        assertThat(told).as("40 s").isEmpty();

        come(TRAINED_UNTIL + MINUTE, 1, "f");
        assertThat(told).containsExactly("v1 1");

        come(TRAINED_UNTIL + 2 * MINUTE - 1, 1, "g", "h", "i", "j");
        assertThat(told).containsExactly("v1 1", "v1 2");
        assertThat(LEARNED).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    }

    @Test
    void publishesNothingWithoutAStep() throws Exception {
        lessons.follow(release("v1"));

        come(TRAINED_UNTIL + MINUTE, 1, "a");
        assertThat(told).isEmpty();

        come(TRAINED_UNTIL + 2 * MINUTE, 1, "b");
        assertThat(told).containsExactly("v1 1");
    }

    @Test
    void catchesUpOnWhatCameAfterTheTrainingAndPublishesWhenItHas() throws Exception {
        come(TRAINED_UNTIL - 2 * MINUTE, MINUTE, "old", "older than the end", "at the end", "a", "b", "c", "d");

        lessons.follow(release("v1"));
        learnAll();

        assertThat(LEARNED).containsExactly("a", "b", "c", "d");
        assertThat(FakeLearning.RECALLED).containsExactly("old", "older than the end", "at the end");
        assertThat(told).containsExactly("v1 1");
    }

    @Test
    void goesOnFromTheNextChampion() throws Exception {
        lessons.follow(release("v1"));
        come(TRAINED_UNTIL + MINUTE, MINUTE, "a", "b");

        lessons.follow(release("v2"));
        learnAll();
        come(TRAINED_UNTIL + 4 * MINUTE, MINUTE, "c", "d");

        assertThat(told).containsExactly("v1 1", "v2 1", "v2 2");
        assertThat(LEARNED).as("the new one catches up").containsExactly("a", "b", "a", "b", "c", "d");
        assertThat(FakeLearning.open).isEqualTo(1);
    }

    @Test
    void goesOnFromWhatWasPublishedAfterARestart() throws Exception {
        lessons.follow(release("v1"));
        come(TRAINED_UNTIL + MINUTE, MINUTE, "a", "b", "lost with the process");
        lessons.close();
        told.clear();
        ring = new TurnRing(100, 50, () -> {});
        lessons = newLessons();

        lessons.follow(release("v1"));
        assertThat(told).as("told once more").containsExactly("v1 1");
        come(TRAINED_UNTIL + 2 * MINUTE, MINUTE, "b, read again", "c", "d");

        assertThat(told).containsExactly("v1 1", "v1 2");
        assertThat(LEARNED).containsExactly("a", "b", "c", "d");
    }

    @Test
    void goesBackToItsLastDeltaWhenItDiverges() throws Exception {
        lessons.follow(release("v1"));
        come(TRAINED_UNTIL + MINUTE, MINUTE, "a", "b");

        come(TRAINED_UNTIL + 3 * MINUTE, 1, POISON, "c");
        come(TRAINED_UNTIL + 4 * MINUTE, 1, "d", "e");

        assertThat(LOADED).containsExactly("v1", "v1");
        assertThat(told).containsExactly("v1 1", "v1 2");
        assertThat(FakeLearning.open).isEqualTo(1);
    }

    @Test
    void withdrawsWhatItLearnedWhenItDivergesAgainBeforeTheNextDelta() throws Exception {
        lessons.follow(release("v1"));
        come(TRAINED_UNTIL + MINUTE, MINUTE, "a", "b");

        come(TRAINED_UNTIL + 3 * MINUTE, 1, POISON, "c");
        come(TRAINED_UNTIL + 4 * MINUTE, 1, POISON, "d", "e", "f");

        assertThat(told)
                .containsExactly(
                        "v1 1",
                        "v1 withdrawn: continual learning diverged twice: the loss is NaN with learning rate 0.05; try a"
                                + " smaller segue.training.learning-rate");
        assertThat(ring.waiting()).as("nobody reads").isZero();
        assertThat(FakeLearning.open).isZero();
    }

    @Test
    void mayDivergeOnceBetweenTwoDeltas() throws Exception {
        lessons.follow(release("v1"));
        for (int minute = 1; minute < 10; minute += 3) {
            come(TRAINED_UNTIL + minute * MINUTE, 1, POISON, "c");
            come(TRAINED_UNTIL + (minute + 2) * MINUTE, 1, "d", "e");
        }
        assertThat(told).containsExactly("v1 1", "v1 2", "v1 3");
    }

    @Test
    void waitsForTheNextChampionWhenOneCannotBeLearnedOn() throws Exception {
        lessons.follow(release(LOCKED));
        come(TRAINED_UNTIL + MINUTE, MINUTE, "a", "b");
        assertThat(told).isEmpty();

        lessons.follow(release("v2"));
        learnAll();
        assertThat(told).containsExactly("v2 1");
    }

    @Test
    void triesAgainAfterAPauseWhatCouldNotBeLoaded() throws Exception {
        FakeLearning.isStoreAway = true;
        come(TRAINED_UNTIL + 1, MINUTE, "a", "b");
        lessons.follow(release("v1"));
        FakeLearning.isStoreAway = false;

        clock.advanceTime(Duration.ofSeconds(29));
        lessons.retry();
        assertThat(LOADED).containsExactly("v1");
        clock.advanceTime(Duration.ofSeconds(1));
        lessons.retry();
        learnAll();
        clock.advanceTime(Duration.ofMinutes(10));
        lessons.retry();

        assertThat(LOADED).containsExactly("v1", "v1");
        assertThat(told).as("of the turns that waited").containsExactly("v1 1");
        assertThat(failed.getCount()).isEqualTo(1);
    }

    @Test
    void triesNoMoreWhatIsNoChampionOrCanNeverBeLearnedOn() {
        lessons.follow(release(LOCKED));
        clock.advanceTime(Duration.ofMinutes(1));
        lessons.retry();
        assertThat(LOADED).containsExactly(LOCKED);

        FakeLearning.isStoreAway = true;
        lessons.follow(release("v1"));
        lessons.end();
        clock.advanceTime(Duration.ofMinutes(1));
        lessons.retry();
        assertThat(LOADED).containsExactly(LOCKED, "v1");
    }

    @Test
    void withdrawsWhatItLearnedWhenTwiceItCannotBePublished() throws Exception {
        lessons.follow(release("v1"));
        come(TRAINED_UNTIL + MINUTE, 1, "a", "b");
        FakeLearning.isSick = true;

        come(TRAINED_UNTIL + 3 * MINUTE, 1, "c", "d");
        assertThat(told).as("back to the last delta").containsExactly("v1 1");
        come(TRAINED_UNTIL + 5 * MINUTE, 1, "e", "f");

        assertThat(told).hasSize(2).last().asString().startsWith("v1 withdrawn: continual learning diverged twice");
        assertThat(FakeLearning.open).isZero();
    }

    @Test
    void saysWhereTheTurnsThatAreKeptDoNotReachBack() throws Exception {
        come(TRAINED_UNTIL + MINUTE, 1, "a", "b");
        lessons.follow(release("v0"));
        learnAll();
        assertThat(missed.getCount()).isZero();

        ring = new TurnRing(2, 1, () -> {});
        lessons.close();
        lessons = newLessons();
        come(TRAINED_UNTIL, MINUTE, "forgotten", "forgotten too", "c", "d");
        lessons.follow(release("v1"));
        learnAll();

        assertThat(missed.getCount()).isEqualTo(1);
        assertThat(LEARNED).as("what there is").containsExactly("a", "b", "c", "d");
    }

    @Test
    void tellsAModelThatLearnsOfItems() {
        lessons.announce(new Item("before", true));
        lessons.follow(release("v1"));
        lessons.announce(new Item("hat", true));

        assertThat(FakeLearning.ANNOUNCED).containsExactly("hat");
    }

    @Test
    void publishesLaterWhatCouldNotBeWritten() throws Exception {
        lessons.follow(release("v1"));
        FakeLearning.isDiskFull = true;
        come(TRAINED_UNTIL + MINUTE, MINUTE, "a", "b");
        assertThat(told).isEmpty();

        FakeLearning.isDiskFull = false;
        come(TRAINED_UNTIL + 3 * MINUTE, MINUTE, "c");
        assertThat(told).containsExactly("v1 1");
    }
}
