package io.segue.operators.learn;

import io.segue.operators.accounting.Accounting;
import io.segue.operators.model.UserStates;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.Outcome;
import io.segue.state.session.SessionRules;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.SessionStep;
import io.segue.state.session.UserState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Hands on each event with its session so far, as the job that serves saw it: by the same rules, on arrival. Late, repeated
 * and suppressed events are counted and not learned from.
 *
 * <p><b>State</b>: keyed by user, {@link UserState} without a hidden vector, with a time to live; the accounting.
 * <b>Timers</b>: none. <b>Failure</b>: state goes back with the source.
 */
public final class LearnerTurns extends KeyedProcessFunction<String, Interaction, LearnerTurn>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final SessionSettings settings;
    private final Duration userTtl;

    private transient UserStates<UserState> users;
    private transient Accounting accounting;
    private transient SessionRules rules;
    private transient Map<Outcome, Counter> outcomes;

    /**
     * The turns of a job that serves with these sessions.
     *
     * @param userTtl processing time after which a user without interactions is forgotten
     */
    public LearnerTurns(SessionSettings served, Duration userTtl) {
        this.settings = new SessionSettings(
                served.gap(),
                SessionSettings.TAIL_MAX_DEFAULT,
                served.eventsMax(),
                served.eventIdsMax(),
                served.lateness());
        this.userTtl = userTtl;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        users = UserStates.restore(context.getKeyedStateStore(), SegueTypes.USER_STATE, userTtl, UserState.NEW);
        accounting = Accounting.restore(context.getOperatorStateStore());
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
        users.show(group);
        rules = new SessionRules(settings);
        outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : new Outcome[] {Outcome.LATE, Outcome.DUPLICATE, Outcome.SUPPRESSED}) {
            outcomes.put(outcome, accounting.show(MetricNames.of(outcome), group));
        }
        outcomes.put(Outcome.ANSWERED, accounting.show(MetricNames.LEARNER_TURNS, group));
    }

    @Override
    public void processElement(Interaction interaction, Context context, Collector<LearnerTurn> turns)
            throws Exception {
        SessionStep step = rules.apply(
                users.ofCurrentKey(), interaction, context.timerService().currentWatermark());
        Counter counter = outcomes.get(step.outcome());
        if (counter != null) {
            counter.inc();
        }
        if (step.outcome() == Outcome.ANSWERED || step.outcome() == Outcome.SUPPRESSED) {
            users.update(step.after());
        }
        if (step.outcome() == Outcome.ANSWERED) {
            turns.collect(new LearnerTurn(interaction.userId(), step.after().tail()));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        accounting.snapshot();
    }
}
