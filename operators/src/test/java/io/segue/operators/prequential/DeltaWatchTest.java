package io.segue.operators.prequential;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.Told;
import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.prequential.RollbackSettings;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Withdrawal;
import io.segue.state.serialization.SegueTypes;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DeltaWatchTest {
    private static final RollbackSettings SETTINGS = new RollbackSettings(true, 0.001, 100, 0, Duration.ZERO);

    /** What the release alone would have had, and what was shown. */
    private static StreamRecord<QualityWindow> window(
            String version, String variant, boolean shadow, int tests, double released, double shown) {
        ListSums ofReleased = new ListSums(tests, 0, 0, 0, released * tests);
        ListSums ofShown = new ListSums(tests, 0, 0, 0, shown * tests);
        return new StreamRecord<>(new QualityWindow(
                0,
                1,
                new QualitySlice(new ModelVersion(version, variant), QualitySlice.ALL, QualitySlice.ALL, shadow),
                new QualitySums(ofReleased, ofReleased, ofShown, tests * 0.1)));
    }

    private static StreamRecord<QualityWindow> worse(String version) {
        return window(version, ModelVersion.RELEASED, true, 200, 0.4, 0.1);
    }

    @Test
    void withdrawsWhatMadeListsWorseOnceAVersion() throws Exception {
        try (var watch = open(SETTINGS)) {
            watch.processElement(worse("v1"));
            watch.processElement(worse("v1"));
            watch.processElement(worse("v2"));

            assertThat(versions(watch)).containsExactly("v1", "v2");
            assertThat(watch.extractOutputValues().get(0)).isInstanceOfSatisfying(Withdrawal.class, said -> {
                assertThat(said.name()).isEqualTo(Told.MODEL_NAME);
                assertThat(said.reason()).startsWith("worse than the release alone, MRR@20 0.1000 against 0.4000");
            });
        }
    }

    @Test
    void leavesWhatIsNotWorseOrNotSureOrNotAboutDeltas() throws Exception {
        try (var watch = open(SETTINGS)) {
            watch.processElement(window("v1", ModelVersion.RELEASED, true, 200, 0.1, 0.4));
            watch.processElement(window("v1", ModelVersion.RELEASED, true, 200, 0.2, 0.2));
            watch.processElement(window("v1", ModelVersion.RELEASED, true, 99, 0.4, 0.1));
            watch.processElement(window("v1", "mine", true, 200, 0.4, 0.1));
            watch.processElement(window("v1", ModelVersion.CHAMPION, false, 200, 0.4, 0.1));

            assertThat(versions(watch)).isEmpty();
        }
    }

    @Test
    void doesNothingWhereItIsSwitchedOff() throws Exception {
        try (var watch = open(new RollbackSettings(false, 0.001, 100, 0, Duration.ZERO))) {
            watch.processElement(worse("v1"));

            assertThat(versions(watch)).isEmpty();
        }
    }

    @Test
    void remembersOverARestartWhatItWithdrew() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var watch = open(SETTINGS)) {
            watch.processElement(worse("v1"));
            checkpoint = watch.snapshot(1, 1);
        }
        try (var watch = unopened(SETTINGS)) {
            watch.initializeState(checkpoint);
            watch.open();

            watch.processElement(worse("v1"));
            watch.processElement(worse("v2"));

            assertThat(versions(watch)).containsExactly("v2");
        }
    }

    private static List<String> versions(OneInputStreamOperatorTestHarness<QualityWindow, ModelRecord> watch) {
        return watch.extractOutputValues().stream()
                .map(said -> ((Withdrawal) said).version())
                .toList();
    }

    private static OneInputStreamOperatorTestHarness<QualityWindow, ModelRecord> open(RollbackSettings settings)
            throws Exception {
        var watch = unopened(settings);
        watch.open();
        return watch;
    }

    private static OneInputStreamOperatorTestHarness<QualityWindow, ModelRecord> unopened(RollbackSettings settings)
            throws Exception {
        var watch = new OneInputStreamOperatorTestHarness<>(new DeltaWatch(settings, Told.MODEL_NAME));
        watch.setup(SegueTypes.MODEL_RECORD.createSerializer(new SerializerConfigImpl()));
        return watch;
    }
}
