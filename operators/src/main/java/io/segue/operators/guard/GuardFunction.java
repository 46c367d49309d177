package io.segue.operators.guard;

import io.segue.operators.accounting.Accounting;
import io.segue.state.MetricNames;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.Outcome;
import java.util.Locale;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets valid interactions pass, sends dead letters to a side output, and counts what came in. What needs the user's
 * state (late, duplicate, over the cap) is decided by {@link io.segue.state.session.SessionRules}.
 *
 * <p><b>State</b>: the accounting. <b>Timers</b>: none. <b>Failure</b>: the counters go back with the source.
 */
public final class GuardFunction extends ProcessFunction<Either<DeadLetter, Interaction>, Interaction>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final OutputTag<DeadLetter> deadLetters;

    private transient Accounting accounting;
    private transient Counter consumed;
    private transient Counter deadLettered;
    private transient Counter[] consumedByType;

    public GuardFunction(OutputTag<DeadLetter> deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        accounting = Accounting.restore(context.getOperatorStateStore());
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
        consumed = accounting.show(MetricNames.CONSUMED, group);
        deadLettered = accounting.show(MetricNames.of(Outcome.DEAD_LETTERED), group);
        consumedByType = new Counter[InteractionType.count()];
        for (InteractionType type : InteractionType.values()) {
            String code = type.name().toLowerCase(Locale.ROOT);
            consumedByType[type.ordinal()] =
                    accounting.show(MetricNames.of(MetricNames.CONSUMED_TYPE_PREFIX, code), group);
        }
    }

    @Override
    public void processElement(Either<DeadLetter, Interaction> record, Context context, Collector<Interaction> valid) {
        consumed.inc();
        if (record.isLeft()) {
            deadLettered.inc();
            context.output(deadLetters, record.left());
            return;
        }
        consumedByType[record.right().type().ordinal()].inc();
        valid.collect(record.right());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        accounting.snapshot();
    }
}
