package io.segue.operators.prequential;

import static io.segue.operators.fixture.Interactions.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.interaction.InteractionType;
import io.segue.state.prequential.ListTest;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.prequential.WindowSettings;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.serialization.SegueTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Windows of two minutes, one every minute. */
class PrequentialWindowsTest {
    private static final WindowSettings SETTINGS = new WindowSettings(Duration.ofMinutes(2), Duration.ofMinutes(1));
    private final OperatorMetrics metrics = new OperatorMetrics();

    private static ListTest found(String version, int minute, int rank) {
        return new ListTest(
                at(minute),
                new ModelVersion(version, ModelVersion.CHAMPION),
                rank,
                "gru",
                2,
                InteractionType.PURCHASE,
                false);
    }

    @Test
    void emitsTheWindowsThatTheWatermarkHasPassed() throws Exception {
        try (var windows = open()) {
            say(windows, found("v1", 0, 1), found("v1", 1, 2));

            windows.processWatermark(new Watermark(at(1) - 1));
            assertThat(whole(windows)).extracting(QualityWindow::endMs).containsExactly(at(1));

            windows.processWatermark(new Watermark(at(2) - 1));
            assertThat(whole(windows)).last().satisfies(window -> {
                assertThat(window.startMs()).isEqualTo(at(0));
                assertThat(window.sums().served().recallAt1()).isEqualTo(0.5);
                assertThat(window.sums().served().mrrAt20()).isEqualTo(0.75);
                assertThat(window.sums().control().mrrAt20()).isEqualTo(0.5);
            });
        }
    }

    @Test
    void hasTheFiguresThatItWouldHaveHadWithoutARestart() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var windows = open()) {
            say(windows, found("v1", 0, 1), found("v1", 0, 2));
            windows.processWatermark(new Watermark(at(1) - 1));
            checkpoint = windows.snapshot(1, 1);
        }
        try (var windows = unopened()) {
            windows.initializeState(checkpoint);
            windows.open();
            say(windows, found("v1", 0, 1), found("v1", 1, 4));
            windows.processWatermark(new Watermark(at(2) - 1));

            assertThat(whole(windows)).singleElement().satisfies(window -> {
                assertThat(window.endMs()).isEqualTo(at(2));
                assertThat(window.sums().served().tests()).isEqualTo(3);
                assertThat(window.sums().served().reciprocalRanks()).isEqualTo(1.75);
            });
            assertThat(metrics.count(MetricNames.WINDOW_TESTS_SUMMED)).isEqualTo(3);
            assertThat(metrics.count(MetricNames.WINDOW_TESTS_LATE)).isOne();
        }
    }

    @Test
    void showsTheNewestWindowOfTheVersionThatWasTestedMost() throws Exception {
        try (var windows = open()) {
            assertThat(metrics.gauge(MetricNames.WINDOW_VERSION)).isEqualTo("none");
            assertThat(metrics.gauge(MetricNames.WINDOW_RECALL_20)).isEqualTo(0.0);
            say(windows, found("v1", 0, 1), found("v1", 0, 1), found("v1", 0, ListTest.MISS));
            say(windows, found("v2", 2, 1), found("v2", 2, 5), found("v1", 2, 1));
            windows.processWatermark(new Watermark(at(3) - 1));

            assertThat(metrics.gauge(MetricNames.WINDOW_VERSION)).isEqualTo("v2");
            assertThat(metrics.gauge(MetricNames.WINDOW_TESTS)).isEqualTo(2L);
            assertThat(metrics.gauge(MetricNames.WINDOW_RECALL_1)).isEqualTo(0.5);
            assertThat(metrics.gauge(MetricNames.WINDOW_RECALL_5)).isEqualTo(1.0);
            assertThat(metrics.gauge(MetricNames.WINDOW_MRR_20)).isEqualTo(0.6);
            assertThat(metrics.gauge(MetricNames.WINDOW_MRR_20_POPULARITY)).isEqualTo(0.5);
            assertThat(metrics.gauge("windowRecall20Purchase")).isEqualTo(1.0);
            assertThat(metrics.gauge("windowRecall20Click")).isEqualTo(0.0);
            assertThat(metrics.gauge("windowRecall20New")).isEqualTo(1.0);
            assertThat(metrics.gauge("windowRecall20FromGru")).isEqualTo(1.0);
        }
    }

    private static void say(OneInputStreamOperatorTestHarness<ListTest, QualityWindow> windows, ListTest... tests)
            throws Exception {
        for (ListTest test : tests) {
            windows.processElement(new StreamRecord<>(test, test.eventTimeMs()));
        }
    }

    private static List<QualityWindow> whole(OneInputStreamOperatorTestHarness<ListTest, QualityWindow> windows) {
        List<QualityWindow> whole = new ArrayList<>(windows.extractOutputValues());
        whole.removeIf(window -> !window.slice().by().equals(QualitySlice.ALL));
        return whole;
    }

    private OneInputStreamOperatorTestHarness<ListTest, QualityWindow> open() throws Exception {
        var windows = unopened();
        windows.open();
        return windows;
    }

    private OneInputStreamOperatorTestHarness<ListTest, QualityWindow> unopened() throws Exception {
        var windows = new OneInputStreamOperatorTestHarness<>(
                new PrequentialWindows(SETTINGS), Subtask.ONLY.environment(metrics));
        windows.setup(SegueTypes.QUALITY_WINDOW.createSerializer(new SerializerConfigImpl()));
        return windows;
    }
}
