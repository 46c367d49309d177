package io.segue.streaming.bench.state;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.UserState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives every user a state, in the order of the numbers; after that each number gets and updates that of one user.
 *
 * <p><b>State</b>: a {@link UserState} a user. <b>Timers</b>: none. <b>Failure</b>: the state is made up; one that is missing
 * after the first round fails the task.
 */
final class TouchFunction extends KeyedProcessFunction<String, Long, Long> {
    static final String NAME = "users";
    static final String FILLED = "filled";
    static final String TOUCHED = "touched";
    static final String GET_NANOS = "getNanos";
    static final String UPDATE_NANOS = "updateNanos";

    private static final long serialVersionUID = 1L;

    private final FullUser content;
    private final long users;
    private transient ValueState<UserState> state;
    private transient Counter filled;
    private transient Counter touched;
    private transient Counter getNanos;
    private transient Counter updateNanos;

    TouchFunction(FullUser content, long users) {
        this.content = content;
        this.users = users;
    }

    /** The user of a number: all in turn first, then any. */
    static long user(long number, long users) {
        return number < users ? number : Math.floorMod(number * 0x9E3779B97F4A7C15L >>> 17, users);
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>(SavepointLayout.USER_STATE, SegueTypes.USER_STATE));
        MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
        filled = metrics.counter(FILLED);
        touched = metrics.counter(TOUCHED);
        getNanos = metrics.counter(GET_NANOS);
        updateNanos = metrics.counter(UPDATE_NANOS);
    }

    @Override
    public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
        long user = user(number, users);
        UserState next = content.state(user, number);
        if (number < users) {
            state.update(next);
            filled.inc();
            return;
        }
        long before = System.nanoTime();
        UserState found = state.value();
        long between = System.nanoTime();
        state.update(next);
        long after = System.nanoTime();
        if (found == null) {
            throw new IllegalStateException(FullUser.id(user) + " has no state, but was given one");
        }
        touched.inc();
        getNanos.inc(between - before);
        updateNanos.inc(after - between);
    }
}
