package io.segue.operators.prequential;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.prequential.RollbackSettings;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Withdrawal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what a version has learned since its release, where the lists that it makes are worse than those that it
 * would make as it was released: gives out the withdrawal of its deltas. Runs once.
 *
 * <p><b>State</b>: the versions whose deltas it has withdrawn, {@value #VERSIONS_MAX} at most; the accounting.
 *
 * <p><b>Timers</b>: none.
 *
 * <p><b>Failure</b>: a withdrawal since the last checkpoint is decided again, by the same windows, and means the same.
 */
public final class DeltaWatch extends QualityWatch<ModelRecord>
        implements OneInputStreamOperator<QualityWindow, ModelRecord> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeltaWatch.class);
    private static final int VERSIONS_MAX = 1_000;

    private transient ListState<String> withdrawnState;
    private transient Set<String> withdrawn;

    /** @param settings by which a champion would be taken back */
    public DeltaWatch(RollbackSettings settings, String modelName) {
        super(settings, modelName, MetricNames.WITHDRAWALS);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        withdrawnState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.WITHDRAWN_STATE, Types.STRING));
        withdrawn = new LinkedHashSet<>();
        withdrawnState.get().forEach(withdrawn::add);
    }

    @Override
    public void processElement(StreamRecord<QualityWindow> element) {
        QualityWindow window = element.getValue();
        String version = window.slice().model().version();
        if (!isOfShadow(window.slice(), ModelVersion.RELEASED) || withdrawn.contains(version)) {
            return;
        }
        Optional<String> objection = settings().objection(window.sums().reversed(), "the release alone");
        if (objection.isPresent()) {
            withdraw(version, objection.get());
        }
    }

    private void withdraw(String version, String objection) {
        LOG.warn("What model {} has learned since its release is withdrawn: {}", version, objection);
        countDecision();
        withdrawn.add(version);
        if (withdrawn.size() > VERSIONS_MAX) {
            withdrawn.remove(withdrawn.iterator().next());
        }
        long nowMs = getProcessingTimeService().getCurrentProcessingTime();
        output.collect(new StreamRecord<>(new Withdrawal(modelName(), version, nowMs, objection)));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        withdrawnState.update(new ArrayList<>(withdrawn));
    }
}
