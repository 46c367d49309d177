package io.segue.operators.statistics;

import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.PopularityChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.popularity.DecayedMass;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts the decayed popularity of every item, and announces the items that changed about once a second.
 *
 * <p><b>State</b>: keyed by item, the mass ({@link DecayedMass}), with a time to live.
 *
 * <p><b>Timers</b>: one processing-time timer, which announces and starts the next.
 *
 * <p><b>Failure</b>: readers keep no popularity of their own; after a restore the first timer announces every item.
 */
public final class ItemStatistics extends AbstractStreamOperator<ControlMessage>
        implements OneInputStreamOperator<Interaction, ControlMessage> {
    private static final long serialVersionUID = 1L;

    private final ItemStatisticsSettings settings;

    private transient ValueState<Double> mass;
    private transient Map<String, Double> changed;
    private transient boolean announcesAll;

    public ItemStatistics(ItemStatisticsSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ValueStateDescriptor<Double> descriptor =
                new ValueStateDescriptor<>(SavepointLayout.POPULARITY_STATE, BasicTypeInfo.DOUBLE_TYPE_INFO);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(settings.ttl()).build());
        mass = context.getKeyedStateStore().getState(descriptor);
        announcesAll = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        changed = new HashMap<>();
        startTimer();
    }

    @Override
    public void processElement(StreamRecord<Interaction> element) throws Exception {
        Interaction interaction = element.getValue();
        Double before = mass.value();
        double after = DecayedMass.plus(
                before == null ? DecayedMass.NONE : before,
                interaction.timestampMs(),
                settings.halfLife().toMillis());
        mass.update(after);
        changed.put(interaction.itemId(), after);
    }

    private void startTimer() {
        long nextMs = getProcessingTimeService().getCurrentProcessingTime()
                + settings.emitInterval().toMillis();
        ScheduledFuture<?> unused = getProcessingTimeService().registerTimer(nextMs, time -> {
            announce();
            startTimer();
        });
    }

    private void announce() throws Exception {
        if (announcesAll) {
            announceAll();
            announcesAll = false;
        }
        changed.forEach(
                (itemId, log2Mass) -> output.collect(new StreamRecord<>(new PopularityChanged(itemId, log2Mass))));
        changed.clear();
    }

    private void announceAll() throws Exception {
        try (Stream<Object> itemIds =
                getKeyedStateBackend().getKeys(SavepointLayout.POPULARITY_STATE, VoidNamespace.INSTANCE)) {
            for (Object itemId : (Iterable<Object>) itemIds::iterator) {
                setCurrentKey(itemId);
                Double known = mass.value();
                if (known != null) {
                    changed.putIfAbsent((String) itemId, known);
                }
            }
        }
    }

    @Override
    public void finish() throws Exception {
        announce();
        super.finish();
    }
}
