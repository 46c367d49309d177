package io.segue.operators.neighbours;

import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ObservedTransition;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.live.Neighbour;
import io.segue.state.live.Successors;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts what comes after every item in the sessions of all users, and tells each turn what came after its own. A turn
 * costs one lookup; its own transitions belong to the items before it, so it never counts itself.
 *
 * <p><b>State</b>: keyed by item, {@link Successors} with a time to live. <b>Timers</b>: none. <b>Failure</b>: counts go
 * back with the sources; a turn is never held back, so none is lost.
 */
public final class ItemNeighbours extends AbstractStreamOperator<NeighbouredTurn>
        implements OneInputStreamOperator<SessionSignal, NeighbouredTurn> {
    private static final long serialVersionUID = 1L;

    private static final int SIZE_SAMPLE = 256;
    private static final int SIZE_WINDOW = 2_000;

    private final ItemNeighboursSettings settings;

    private transient ValueState<Successors> successors;
    private transient Counter transitions;
    private transient Histogram bytes;

    public ItemNeighbours(ItemNeighboursSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ValueStateDescriptor<Successors> descriptor =
                new ValueStateDescriptor<>(SavepointLayout.SUCCESSORS_STATE, SegueTypes.SUCCESSORS);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(settings.ttl()).build());
        successors = context.getKeyedStateStore().getState(descriptor);
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        transitions = group.counter(MetricNames.TRANSITIONS);
        bytes = group.histogram(MetricNames.SUCCESSORS_BYTES, new DescriptiveStatisticsHistogram(SIZE_WINDOW));
    }

    @Override
    public void processElement(StreamRecord<SessionSignal> element) throws Exception {
        Successors known = Optional.ofNullable(successors.value()).orElse(Successors.NONE);
        if (element.getValue() instanceof ObservedTransition observed) {
            count(known, observed);
        } else if (element.getValue() instanceof ScoredTurn turn) {
            List<Neighbour> neighbours = known.neighbours(turn.itemId(), turn.eventTimeMs(), settings.live());
            output.collect(new StreamRecord<>(new NeighbouredTurn(turn, neighbours), turn.eventTimeMs()));
        }
    }

    private void count(Successors known, ObservedTransition observed) throws Exception {
        Successors after = known.plus(
                observed.transition().toItemId(),
                observed.eventTimeMs(),
                observed.transition().log2Weight(),
                settings.live());
        successors.update(after);
        if (transitions.getCount() % SIZE_SAMPLE == 0) {
            DataOutputSerializer written = new DataOutputSerializer(1_024);
            SegueTypes.SUCCESSORS
                    .createSerializer(getExecutionConfig().getSerializerConfig())
                    .serialize(after, written);
            bytes.update(written.length());
        }
        transitions.inc();
    }
}
