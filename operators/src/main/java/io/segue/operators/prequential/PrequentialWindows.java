package io.segue.operators.prequential;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.prequential.ListTest;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.prequential.SlidingQuality;
import io.segue.state.prequential.WindowSettings;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums the tests of all subtasks into sliding windows of event time, and shows the newest one. Runs once.
 *
 * <p><b>State</b>: the panes that a window is still open for, and up to where windows are closed; the accounting of the
 * tests. Some 200 bytes a slice and pane.
 *
 * <p><b>Timers</b>: none, watermarks close windows.
 *
 * <p><b>Failure</b>: tests come again from the Rankers; a window that was closed since the last checkpoint closes again,
 * with the same figures.
 */
public final class PrequentialWindows extends AbstractStreamOperator<QualityWindow>
        implements OneInputStreamOperator<ListTest, QualityWindow> {
    private static final long serialVersionUID = 1L;

    private final WindowSettings settings;

    private transient ListState<QualityWindow> panesState;
    private transient ListState<Long> closedUntilState;
    private transient Accounting accounting;
    private transient SlidingQuality quality;
    private transient WindowMetrics windowMetrics;
    private transient Counter summed;
    private transient Counter late;
    private transient Counter ofShadows;

    public PrequentialWindows(WindowSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        panesState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.PANES_STATE, SegueTypes.QUALITY_WINDOW));
        closedUntilState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.CLOSED_UNTIL_STATE, Types.LONG));
        accounting = Accounting.restore(context.getOperatorStateStore());
        quality = new SlidingQuality(settings);
        for (long closedUntilMs : closedUntilState.get()) {
            List<QualityWindow> panes = new ArrayList<>();
            panesState.get().forEach(panes::add);
            quality.restore(panes, closedUntilMs);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        summed = accounting.show(MetricNames.WINDOW_TESTS_SUMMED, group);
        late = accounting.show(MetricNames.WINDOW_TESTS_LATE, group);
        ofShadows = accounting.show(MetricNames.WINDOW_TESTS_OF_SHADOWS, group);
        windowMetrics = new WindowMetrics(group);
    }

    @Override
    public void processElement(StreamRecord<ListTest> element) {
        ListTest test = element.getValue();
        boolean isInTime = quality.add(test);
        if (test.shadow()) {
            ofShadows.inc();
        } else if (isInTime) {
            summed.inc();
        } else {
            late.inc();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        List<QualityWindow> closed = quality.closeUntil(mark.getTimestamp());
        windowMetrics.closed(closed);
        for (QualityWindow window : closed) {
            output.collect(new StreamRecord<>(window, window.endMs() - 1));
        }
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        accounting.snapshot();
        panesState.update(quality.panes());
        closedUntilState.update(List.of(quality.closedUntilMs()));
    }
}
