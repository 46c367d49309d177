package io.segue.operators.sessionize;

import io.segue.operators.accounting.Accounting;
import io.segue.operators.model.UserStates;
import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.interaction.Interaction;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.ClosedSession;
import io.segue.state.session.ClosingRules;
import io.segue.state.session.Outcome;
import io.segue.state.session.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes sessions of interactions, by {@link ClosingRules}: in event time, each handed on once, when it is complete.
 *
 * <p><b>State</b>, keyed by user: what is remembered of the user, with a time to live; the interactions of open sessions,
 * never more than the cap of {@link ClosingRules} without an idle gap between them. The accounting. <b>Timers</b>: in
 * event time, one a user: when the first of the open sessions can be complete. <b>Failure</b>: state and timers go back
 * with the source; sessions handed on since are handed on again, and the log takes them once.
 */
public final class SessionizeFunction extends KeyedProcessFunction<String, Interaction, ClosedSession>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final ClosingRules rules;
    private final Duration userTtl;

    private transient UserStates<Visitor> visitors;
    private transient ListState<Interaction> interactions;
    private transient Accounting accounting;
    private transient Counter joined;
    private transient Counter lateJoined;
    private transient Counter late;
    private transient Counter duplicate;
    private transient Counter suppressed;
    private transient Counter sessionsOpen;
    private transient Counter sessionsClosed;

    /** @param userTtl processing time after which a user without interactions is forgotten */
    public SessionizeFunction(ClosingRules rules, Duration userTtl) {
        this.rules = rules;
        this.userTtl = userTtl;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        visitors = UserStates.restore(context.getKeyedStateStore(), SegueTypes.VISITOR, userTtl, Visitor.NEW);
        interactions = context.getKeyedStateStore()
                .getListState(new ListStateDescriptor<>(SavepointLayout.INTERACTIONS_STATE, SegueTypes.INTERACTION));
        accounting = Accounting.restore(context.getOperatorStateStore());
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
        visitors.show(group);
        joined = accounting.show(MetricNames.JOINED, group);
        lateJoined = accounting.show(MetricNames.LATE_JOINED, group);
        late = accounting.show(MetricNames.of(Outcome.LATE), group);
        duplicate = accounting.show(MetricNames.of(Outcome.DUPLICATE), group);
        suppressed = accounting.show(MetricNames.of(Outcome.SUPPRESSED), group);
        sessionsOpen = accounting.show(MetricNames.SESSIONS_OPEN, group);
        sessionsClosed = accounting.show(MetricNames.SESSIONS_CLOSED, group);
    }

    @Override
    public void processElement(Interaction interaction, Context context, Collector<ClosedSession> closed)
            throws Exception {
        Visitor visitor = visitors.ofCurrentKey();
        ClosingRules.Admitted admitted =
                rules.admit(visitor, interaction, context.timerService().currentWatermark());
        switch (admitted.admission()) {
            case JOINED -> joined.inc();
            case JOINED_LATE -> {
                joined.inc();
                lateJoined.inc();
            }
            case LATE -> late.inc();
            case DUPLICATE -> duplicate.inc();
            case SUPPRESSED -> suppressed.inc();
        }
        Visitor after = admitted.after();
        if (!after.equals(visitor)) {
            visitors.update(after);
        }
        if (admitted.admission().isInASession()) {
            interactions.add(interaction);
            if (!visitor.hasOpenSessions()) {
                sessionsOpen.inc();
                context.timerService().registerEventTimeTimer(after.looksAtMs());
            }
        }
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<ClosedSession> closed) throws Exception {
        List<Interaction> open = new ArrayList<>();
        interactions.get().forEach(open::add);
        ClosingRules.Look look = rules.look(open, context.timerService().currentWatermark());
        look.closed().forEach(closed::collect);
        sessionsClosed.inc(look.closed().size());
        joined.dec(look.duplicates());
        duplicate.inc(look.duplicates());
        visitors.update(visitors.ofCurrentKey().lookedAt(look.looksAtMs()));
        if (look.open().isEmpty()) {
            interactions.clear();
            sessionsOpen.dec();
        } else {
            interactions.update(look.open());
            context.timerService().registerEventTimeTimer(look.looksAtMs());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        accounting.snapshot();
    }
}
