package io.segue.operators.accounting;

import io.segue.state.SavepointLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * Counters that are kept in operator state, by name: a record that is worked on again after a failure is not counted
 * twice, so that {@code consumed = answered + late + duplicate + deadLettered + suppressed} holds across restarts.
 *
 * <p>Moved by the task thread alone, read by reporters.
 */
public final class Accounting {
    private final ListState<Tuple2<String, Long>> state;
    private final Map<String, SimpleCounter> counters = new LinkedHashMap<>();

    private Accounting(ListState<Tuple2<String, Long>> state) {
        this.state = state;
    }

    /** Restores the counters: each is the sum of what the checkpoint hands to this subtask. */
    public static Accounting restore(OperatorStateStore store) throws Exception {
        ListState<Tuple2<String, Long>> state = store.getListState(
                new ListStateDescriptor<>(SavepointLayout.ACCOUNTING_STATE, Types.TUPLE(Types.STRING, Types.LONG)));
        Accounting accounting = new Accounting(state);
        for (Tuple2<String, Long> restored : state.get()) {
            accounting.counter(restored.f0).inc(restored.f1);
        }
        return accounting;
    }

    /** The counter of this name, shown in a group of metrics. */
    public Counter show(String name, MetricGroup group) {
        SimpleCounter counter = counter(name);
        group.counter(name, counter);
        return counter;
    }

    /** Puts the counters into the checkpoint. */
    public void snapshot() throws Exception {
        List<Tuple2<String, Long>> counts = new ArrayList<>(counters.size());
        counters.forEach((name, counter) -> counts.add(Tuple2.of(name, counter.getCount())));
        state.update(counts);
    }

    private SimpleCounter counter(String name) {
        return counters.computeIfAbsent(name, any -> new SimpleCounter());
    }
}
