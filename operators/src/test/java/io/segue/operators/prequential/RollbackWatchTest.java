package io.segue.operators.prequential;

import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.championOf;
import static io.segue.operators.fixture.Told.rejected;
import static io.segue.operators.fixture.Told.unlearned;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.Told;
import io.segue.state.control.ControlMessage;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.prequential.RollbackSettings;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.Release;
import io.segue.state.serialization.SegueTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RollbackWatchTest {
    private static final RollbackSettings SETTINGS = new RollbackSettings(true, 0.001, 100, 0, Duration.ZERO);

    private static QualityWindow window(String version, String variant, double mrr, double mrrOfControl) {
        int tests = 200;
        ListSums served = new ListSums(tests, 0, 0, 0, mrr * tests);
        ListSums control = new ListSums(tests, 0, 0, 0, mrrOfControl * tests);
        return new QualityWindow(
                0,
                1,
                QualitySlice.all(new ModelVersion(version, variant)),
                new QualitySums(served, served, control, tests * 0.1));
    }

    private static QualityWindow bad(String version) {
        return window(version, ModelVersion.CHAMPION, 0.1, 0.4);
    }

    private static StreamRecord<QualityWindow> badUntil(long minute, String version) {
        QualityWindow bad = bad(version);
        long endMs = minute * 60_000;
        return new StreamRecord<>(new QualityWindow(endMs - 60_000, endMs, bad.slice(), bad.sums()));
    }

    @Test
    void givesThePlaceBackToTheChampionBeforeAndRejectsTheBadOne() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"));

            watch.processElement1(new StreamRecord<>(bad("v2")));

            assertThat(told(watch)).containsExactly("v2 rejected", "v1 champion");
            assertThat(watch.extractOutputValues().get(0).reason())
                    .isEqualTo("rolled back: worse than popularity, MRR@20 0.1000 against 0.4000 and Recall@20 0.0000"
                            + " against 0.0000 over 200 tests, p 0.0e+00 below 1.0e-03");
        }
    }

    @Test
    void takesAChampionBackThatIsWorseThanTheOneBefore() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v0"), champion("v1"), champion("v2"));

            watch.processElement1(new StreamRecord<>(shadow("v1", 0.1, 0.4)));
            watch.processElement1(new StreamRecord<>(shadow("v0", 0.4, 0.1)));
            assertThat(told(watch)).as("better than v1, and v0 was not before").isEmpty();

            watch.processElement1(new StreamRecord<>(shadow("v1", 0.4, 0.1)));

            assertThat(told(watch)).containsExactly("v2 rejected", "v1 champion");
            assertThat(watch.extractOutputValues().get(0).reason())
                    .startsWith("rolled back: worse than the champion before, v1, MRR@20 0.1000 against 0.4000");
        }
    }

    /** What the champion before would have shown, beside what was shown. */
    private static QualityWindow shadow(String version, double mrr, double mrrOfShown) {
        QualityWindow window = window(version, ModelVersion.PREVIOUS, mrr, mrrOfShown);
        QualitySlice slice = new QualitySlice(window.slice().model(), QualitySlice.ALL, QualitySlice.ALL, true);
        return new QualityWindow(window.startMs(), window.endMs(), slice, window.sums());
    }

    @Test
    void leavesLiveCountsToAnswerWhereThereWasNoChampionBefore() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"));

            watch.processElement1(new StreamRecord<>(bad("v1")));

            assertThat(told(watch)).containsExactly("v1 rejected");
        }
    }

    @Test
    void saysItOnceThoughMoreWindowsCloseBeforeItsReleasesComeBack() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"));

            watch.processElement1(new StreamRecord<>(bad("v2")));
            watch.processElement1(new StreamRecord<>(bad("v2")));
            List<Release> records = watch.extractOutputValues();
            tell(
                    watch,
                    new ControlMessage.ReleaseChanged(records.get(0)),
                    new ControlMessage.ReleaseChanged(records.get(1)));
            watch.processElement1(new StreamRecord<>(bad("v2")));

            assertThat(told(watch)).containsExactly("v2 rejected", "v1 champion");
        }
    }

    @Test
    void rollsBackNoFurtherThanThereAreVersions() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"));
            for (int i = 0; i < 3; i++) {
                watch.processElement1(new StreamRecord<>(bad("v2")));
                watch.processElement1(new StreamRecord<>(bad("v1")));
            }

            assertThat(told(watch)).containsExactly("v2 rejected", "v1 champion", "v1 rejected");
        }
    }

    @Test
    void leavesTheChampionThatItInstalledAPauseAlsoAfterARestart() throws Exception {
        RollbackSettings settings = new RollbackSettings(true, 0.001, 100, 0, Duration.ofMinutes(60));
        OperatorSubtaskState checkpoint;
        try (var watch = open(settings)) {
            tell(watch, champion("v1"), champion("v2"));
            watch.processElement1(badUntil(100, "v2"));
            watch.processElement1(badUntil(101, "v1"));
            assertThat(told(watch)).containsExactly("v2 rejected", "v1 champion");
            checkpoint = watch.snapshot(1, 1);
        }
        try (var watch = unopened(settings)) {
            watch.initializeState(checkpoint);
            watch.open();

            watch.processElement1(badUntil(159, "v1"));
            assertThat(told(watch)).as("within the pause").isEmpty();

            watch.processElement1(badUntil(160, "v1"));
            assertThat(told(watch)).containsExactly("v1 rejected");
        }
    }

    private static StreamRecord<QualityWindow> shadow(
            long startMs, long endMs, String version, String variant, double mrr, double mrrOfShown) {
        QualityWindow window = window(version, variant, mrr, mrrOfShown);
        QualitySlice slice = new QualitySlice(window.slice().model(), QualitySlice.ALL, QualitySlice.ALL, true);
        return new StreamRecord<>(new QualityWindow(startMs, endMs, slice, window.sums()));
    }

    private static StreamRecord<QualityWindow> shown(long startMs, long endMs, String version) {
        return new StreamRecord<>(new QualityWindow(
                startMs, endMs, bad(version).slice(), bad(version).sums()));
    }

    @Test
    void leavesAChampionThatOnlyLearnedBadlyUntilItShowsListsWithout() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"));

            watch.processElement1(shadow(0, 60, "v2", ModelVersion.RELEASED, 0.4, 0.1));
            watch.processElement1(shown(0, 60, "v2"));
            watch.processElement1(shadow(0, 60, "v1", ModelVersion.PREVIOUS, 0.4, 0.1));
            watch.processElement1(shown(30, 90, "v2"));
            assertThat(told(watch)).isEmpty();
            checkpoint = watch.snapshot(1, 1);
        }
        try (var watch = unopened(SETTINGS)) {
            watch.initializeState(checkpoint);
            watch.open();

            watch.processElement1(shown(59, 119, "v2"));
            assertThat(told(watch)).isEmpty();
            watch.processElement1(shown(60, 120, "v2"));
            assertThat(told(watch)).containsExactly("v2 rejected", "v1 champion");
        }
    }

    @Test
    void leavesAChampionWhoseLearningSomebodyElseTookBack() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"));
            watch.processElement1(shadow(0, 60, "v1", ModelVersion.PREVIOUS, 0.1, 0.4));

            tell(watch, unlearned("v2"));
            watch.processElement1(shown(1, 61, "v2"));

            assertThat(told(watch)).isEmpty();
        }
    }

    @Test
    void comparesTheChampionBeforeWithThePresentOneOnly() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"));
            watch.processElement1(shadow(0, 60, "v1", ModelVersion.PREVIOUS, 0.1, 0.1));
            tell(watch, rejected("v2"), champion("v1"), champion("v3"));

            watch.processElement1(shadow(30, 90, "v1", ModelVersion.PREVIOUS, 0.4, 0.1));
            assertThat(told(watch)).as("half of it against v2").isEmpty();

            watch.processElement1(shadow(60, 120, "v1", ModelVersion.PREVIOUS, 0.4, 0.1));
            assertThat(told(watch)).containsExactly("v3 rejected", "v1 champion");
        }
    }

    @Test
    void judgesTheChampionOfItsModelOnly() throws Exception {
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"), championOf("bakery", "v3"));

            watch.processElement1(new StreamRecord<>(bad("v1")));
            watch.processElement1(new StreamRecord<>(bad("v3")));
            watch.processElement1(new StreamRecord<>(bad(ModelVersion.NONE)));
            watch.processElement1(new StreamRecord<>(window("v2", "b", 0.1, 0.4)));
            watch.processElement1(new StreamRecord<>(window("v2", ModelVersion.CHAMPION, 0.4, 0.1)));

            assertThat(told(watch)).isEmpty();
        }
    }

    @Test
    void leavesABadChampionWhereItIsSwitchedOff() throws Exception {
        try (var watch = open(new RollbackSettings(false, 0.001, 100, 0, Duration.ZERO))) {
            tell(watch, champion("v1"), champion("v2"));

            watch.processElement1(new StreamRecord<>(bad("v2")));

            assertThat(told(watch)).isEmpty();
        }
    }

    @Test
    void knowsAfterARestartWhoWasChampionBefore() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"), champion("v3"), rejected("v2"));
            checkpoint = watch.snapshot(1, 1);
        }
        try (var watch = unopened(SETTINGS)) {
            watch.initializeState(checkpoint);
            watch.open();

            watch.processElement1(new StreamRecord<>(bad("v3")));

            assertThat(told(watch)).containsExactly("v3 rejected", "v1 champion");
        }
    }

    @Test
    void knowsTheChampionHoweverManyCandidatesAreRejected() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var watch = open(SETTINGS)) {
            tell(watch, champion("v1"), champion("v2"));
            for (int i = 0; i < 1_000; i++) {
                tell(watch, rejected("c" + i));
            }
            checkpoint = watch.snapshot(1, 1);
        }
        try (var watch = unopened(SETTINGS)) {
            watch.initializeState(checkpoint);
            watch.open();

            watch.processElement1(new StreamRecord<>(bad("v2")));

            assertThat(told(watch)).containsExactly("v2 rejected", "v1 champion");
        }
    }

    @Test
    void forgetsTheOldestOfVeryManyVersions() throws Exception {
        try (var watch = open(SETTINGS)) {
            for (int i = 0; i < 1_000; i++) {
                tell(watch, champion("v" + i));
            }

            assertThat(watch.snapshot(1, 1).getManagedOperatorState().size()).isPositive();
            watch.processElement1(new StreamRecord<>(bad("v999")));
            assertThat(told(watch)).containsExactly("v999 rejected", "v998 champion");
        }
    }

    private static void tell(
            TwoInputStreamOperatorTestHarness<QualityWindow, ControlMessage, Release> watch, ControlMessage... messages)
            throws Exception {
        for (ControlMessage message : messages) {
            watch.processElement2(new StreamRecord<>(message));
        }
    }

    private static List<String> told(TwoInputStreamOperatorTestHarness<QualityWindow, ControlMessage, Release> watch) {
        return new ArrayList<>(watch.extractOutputValues())
                .stream()
                        .map(record -> record.version() + " " + record.state().code())
                        .toList();
    }

    private static TwoInputStreamOperatorTestHarness<QualityWindow, ControlMessage, Release> open(
            RollbackSettings settings) throws Exception {
        var watch = unopened(settings);
        watch.open();
        return watch;
    }

    private static TwoInputStreamOperatorTestHarness<QualityWindow, ControlMessage, Release> unopened(
            RollbackSettings settings) throws Exception {
        var watch = new TwoInputStreamOperatorTestHarness<>(new RollbackWatch(settings, Told.MODEL_NAME));
        watch.setup(SegueTypes.RELEASE.createSerializer(new SerializerConfigImpl()));
        return watch;
    }
}
