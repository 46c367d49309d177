package io.segue.operators.retrain;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.prequential.DropSettings;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.prequential.ServedQuality;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in words, once for each time, that the lists of the version in service have become worse. Runs once.
 *
 * <p><b>State</b>: two windows of that version, the best and the newest. <b>Timers</b>: none. <b>Failure</b>: windows since
 * the last checkpoint are read again, and what they say is said again to an operator that has forgotten it too.
 */
public final class QualityDropFunction extends ProcessFunction<Either<DeadLetter, QualityWindow>, String>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(QualityDropFunction.class);
    private static final int LOGGED_FIRST = 10;

    private final DropSettings settings;

    private transient ListState<QualityWindow> state;
    private transient @Nullable ServedQuality served;
    private transient Counter unreadable;

    public QualityDropFunction(DropSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore()
                .getListState(
                        new ListStateDescriptor<>(SavepointLayout.SERVED_QUALITY_STATE, SegueTypes.QUALITY_WINDOW));
        List<QualityWindow> windows = new ArrayList<>();
        state.get().forEach(windows::add);
        served = windows.isEmpty() ? null : new ServedQuality(windows.get(0), windows.get(1));
    }

    @Override
    public void open(OpenContext context) {
        unreadable = getRuntimeContext()
                .getMetricGroup()
                .addGroup(MetricNames.GROUP)
                .counter(MetricNames.WINDOWS_UNREADABLE);
    }

    @Override
    public void processElement(Either<DeadLetter, QualityWindow> record, Context context, Collector<String> drops) {
        if (record.isLeft()) {
            passOver(record.left());
        } else if (record.right().slice().isOfChampion()) {
            judge(record.right(), drops);
        }
    }

    private void passOver(DeadLetter letter) {
        unreadable.inc();
        if (unreadable.getCount() <= LOGGED_FIRST) {
            LOG.warn("Record {} is passed over: {}", letter.origin().eventId(), letter.reason());
        }
    }

    private void judge(QualityWindow window, Collector<String> drops) {
        if (served == null) {
            served = settings.canJudge(window) ? ServedQuality.of(window) : null;
            return;
        }
        served.drop(window, settings).ifPresent(drops::collect);
        served = served.plus(window, settings);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        state.update(served == null ? List.of() : List.of(served.best(), served.newest()));
    }
}
