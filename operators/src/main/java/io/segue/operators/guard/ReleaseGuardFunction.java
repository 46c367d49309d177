package io.segue.operators.guard;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ModelMessage;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.session.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard of what is said of models: valid records become control messages, the others dead letters. A version that was rejected
 * stays out, whoever makes it champion again and whatever has been restarted: that is logged, counted and goes no further.
 *
 * <p><b>State</b>: the newest {@value #REJECTED_MAX} versions that were rejected, by model and version.
 *
 * <p><b>Failure</b>: releases since the last checkpoint are read again.
 */
public final class ReleaseGuardFunction extends ProcessFunction<Either<DeadLetter, ModelRecord>, ControlMessage>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseGuardFunction.class);
    private static final int REJECTED_MAX = 1_000;

    private final OutputTag<DeadLetter> deadLetters;

    private transient ListState<String> rejectedState;
    private transient Set<String> rejected;
    private transient Counter deadLettered;
    private transient Counter refused;

    public ReleaseGuardFunction(OutputTag<DeadLetter> deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        rejectedState = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.REJECTED_STATE, Types.STRING));
        rejected = new LinkedHashSet<>();
        rejectedState.get().forEach(rejected::add);
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
        deadLettered = group.counter(MetricNames.of(Outcome.DEAD_LETTERED));
        refused = group.counter(MetricNames.RELEASES_REFUSED);
    }

    @Override
    public void processElement(
            Either<DeadLetter, ModelRecord> record, Context context, Collector<ControlMessage> messages) {
        if (record.isLeft()) {
            deadLettered.inc();
            context.output(deadLetters, record.left());
        } else if (!(record.right() instanceof Release release) || isAllowed(release)) {
            messages.collect(ModelMessage.of(record.right()));
        }
    }

    private boolean isAllowed(Release release) {
        String identity = release.name() + "\t" + release.version();
        if (release.state() == ReleaseState.REJECTED) {
            rejected.add(identity);
            if (rejected.size() > REJECTED_MAX) {
                rejected.remove(rejected.iterator().next());
            }
            return true;
        }
        if (rejected.contains(identity)) {
            refused.inc();
            LOG.error(
                    "Release {} of model {} as {} is refused: that version was rejected, release a new one",
                    release.version(),
                    release.name(),
                    release.state().code());
            return false;
        }
        return true;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        rejectedState.update(new ArrayList<>(rejected));
    }
}
