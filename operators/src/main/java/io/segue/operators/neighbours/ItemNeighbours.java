package io.segue.operators.neighbours;

import io.segue.operators.model.ModelFollower;
import io.segue.operators.model.ModelSlot;
import io.segue.operators.model.ModelSource;
import io.segue.operators.model.ModelViews;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ObservedTransition;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.live.Neighbour;
import io.segue.state.live.PastCounts;
import io.segue.state.live.Successors;
import io.segue.state.release.Release;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts what comes after every item in the sessions of all users, and tells each turn what came after its own. A turn
 * costs one lookup; its own transitions belong to the items before it, so it never counts itself.
 *
 * <p>An item that this job has not counted yet begins with what the model in service was trained on.
 *
 * <p><b>State</b>: keyed by item, {@link Successors} with a time to live; broadcast, the releases. <b>Timers</b>: one while
 * a model loads. <b>Failure</b>: counts go back with the sources; a turn is never held back, so none is lost.
 */
public final class ItemNeighbours extends AbstractStreamOperator<NeighbouredTurn>
        implements TwoInputStreamOperator<SessionSignal, ControlMessage, NeighbouredTurn> {
    private static final long serialVersionUID = 1L;

    private static final int SIZE_SAMPLE = 256;
    private static final int SIZE_WINDOW = 2_000;

    private final ItemNeighboursSettings settings;
    private final ModelSource modelSource;

    private transient ValueState<Successors> successors;
    private transient BroadcastState<String, Release> releasesState;
    private transient ModelSlot<PastCounts> slot;
    private transient ModelFollower<PastCounts> follower;
    /** Read by a gauge on another thread. */
    private transient volatile PastCounts past;

    private transient Counter transitions;
    private transient Histogram bytes;

    public ItemNeighbours(ItemNeighboursSettings settings, ModelSource modelSource) {
        this.settings = settings;
        this.modelSource = modelSource;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ValueStateDescriptor<Successors> descriptor =
                new ValueStateDescriptor<>(SavepointLayout.SUCCESSORS_STATE, SegueTypes.SUCCESSORS);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(settings.ttl()).build());
        successors = context.getKeyedStateStore().getState(descriptor);
        releasesState = ModelFollower.state(context.getOperatorStateStore());
    }

    @Override
    public void open() throws Exception {
        super.open();
        MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
        transitions = group.counter(MetricNames.TRANSITIONS);
        bytes = group.histogram(MetricNames.SUCCESSORS_BYTES, new DescriptiveStatisticsHistogram(SIZE_WINDOW));
        past = PastCounts.NONE;
        group.gauge(
                MetricNames.PAST_ITEMS, (Gauge<Integer>) () -> past.itemIds().size());
        slot = new ModelSlot<>(new ModelViews<>(modelSource, model -> model.past(settings.live()), counts -> {}));
        follower = new ModelFollower<>(
                slot,
                settings.modelName(),
                releasesState,
                getProcessingTimeService(),
                () -> past = slot.served().map(ModelSlot.Served::view).orElse(PastCounts.NONE));
        follower.restore();
    }

    @Override
    public void processElement1(StreamRecord<SessionSignal> element) throws Exception {
        follower.poll();
        String itemId = element.getValue().itemId();
        Successors known =
                Optional.ofNullable(successors.value()).orElse(Successors.NONE).withPast(past, itemId, settings.live());
        if (element.getValue() instanceof ObservedTransition observed) {
            count(known, observed);
        } else if (element.getValue() instanceof ScoredTurn turn) {
            List<Neighbour> neighbours = known.neighbours(turn.itemId(), turn.eventTimeMs(), settings.live());
            output.collect(new StreamRecord<>(new NeighbouredTurn(turn, neighbours), turn.eventTimeMs()));
        }
    }

    @Override
    public void processElement2(StreamRecord<ControlMessage> element) throws Exception {
        if (element.getValue() instanceof ReleaseChanged changed) {
            follower.changed(changed.release());
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

    @Override
    public void close() throws Exception {
        if (slot != null) {
            slot.close();
        }
        super.close();
    }
}
