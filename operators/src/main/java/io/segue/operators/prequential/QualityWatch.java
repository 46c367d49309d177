package io.segue.operators.prequential;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.RollbackSettings;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/**
 * Looks at the windows of a model, and counts what it decides by them.
 *
 * <p><b>State</b>: the accounting, beside that of the subclass.
 */
abstract class QualityWatch<OUT> extends AbstractStreamOperator<OUT> {
    private static final long serialVersionUID = 1L;

    private final RollbackSettings settings;
    private final String modelName;
    private final String metric;

    private transient Accounting accounting;
    private transient Counter decisions;

    /** @param metric name of the counter of what is decided */
    QualityWatch(RollbackSettings settings, String modelName, String metric) {
        this.settings = settings;
        this.modelName = modelName;
        this.metric = metric;
    }

    final RollbackSettings settings() {
        return settings;
    }

    final String modelName() {
        return modelName;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        accounting = Accounting.restore(context.getOperatorStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        decisions = accounting.show(metric, getMetricGroup().addGroup(MetricNames.GROUP));
    }

    final void countDecision() {
        decisions.inc();
    }

    /** Whether these are all tests of lists that a shadow made. */
    static boolean isOfShadow(QualitySlice slice, String variant) {
        return slice.shadow()
                && slice.by().equals(QualitySlice.ALL)
                && slice.model().variant().equals(variant);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        accounting.snapshot();
    }
}
