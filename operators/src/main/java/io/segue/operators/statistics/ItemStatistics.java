package io.segue.operators.statistics;

import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemActivityChanged;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.live.ItemActivity;
import io.segue.state.serialization.SegueTypes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Counts what happens to every item, and announces the items that changed about once a second; passes on at once what the
 * catalogue says, and remembers it.
 *
 * <p><b>State</b>: keyed by item, {@link ItemActivity} with a time to live, and the {@link Item} where its content is
 * known, for as long as the catalogue has it.
 *
 * <p><b>Timers</b>: one processing-time timer, which announces and starts the next.
 *
 * <p><b>Failure</b>: readers keep nothing of it but which items are withdrawn; after a restore every item is announced
 * at once, those seen last at the end.
 */
public final class ItemStatistics extends AbstractStreamOperator<ControlMessage>
        implements TwoInputStreamOperator<Interaction, Item, ControlMessage> {
    private static final long serialVersionUID = 1L;

    private final ItemStatisticsSettings settings;

    private transient ValueState<ItemActivity> activities;
    private transient ValueState<Item> items;
    private transient Map<String, ItemActivity> changed;
    private transient boolean announcesAll;

    public ItemStatistics(ItemStatisticsSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ValueStateDescriptor<ItemActivity> activity =
                new ValueStateDescriptor<>(SavepointLayout.ITEM_ACTIVITY_STATE, SegueTypes.ITEM_ACTIVITY);
        activity.enableTimeToLive(StateTtlConfig.newBuilder(settings.ttl()).build());
        activities = context.getKeyedStateStore().getState(activity);
        items = context.getKeyedStateStore()
                .getState(new ValueStateDescriptor<>(SavepointLayout.ITEM_STATE, SegueTypes.ITEM));
        announcesAll = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        changed = new HashMap<>();
        startTimer(announcesAll ? 0 : settings.emitInterval().toMillis());
    }

    @Override
    public void processElement1(StreamRecord<Interaction> element) throws Exception {
        Interaction interaction = element.getValue();
        ItemActivity after = Optional.ofNullable(activities.value())
                .orElse(ItemActivity.NONE)
                .plus(interaction.timestampMs(), settings.popularity());
        activities.update(after);
        changed.put(interaction.itemId(), after);
    }

    @Override
    public void processElement2(StreamRecord<Item> element) throws Exception {
        Item item = element.getValue();
        if (item.content().isUnknown()) {
            items.clear();
        } else {
            items.update(item);
        }
        output.collect(new StreamRecord<>(new ItemChanged(item)));
    }

    private void startTimer(long delayMs) {
        long nextMs = getProcessingTimeService().getCurrentProcessingTime() + delayMs;
        ScheduledFuture<?> unused = getProcessingTimeService().registerTimer(nextMs, time -> {
            announce();
            startTimer(settings.emitInterval().toMillis());
        });
    }

    private void announce() throws Exception {
        if (announcesAll) {
            gatherActivities();
        }
        // A reader with too many items forgets those that it heard of first.
        List<Map.Entry<String, ItemActivity>> oldestFirst = new ArrayList<>(changed.entrySet());
        oldestFirst.sort(Comparator.comparingLong(entry -> entry.getValue().lastSeenMs()));
        for (Map.Entry<String, ItemActivity> entry : oldestFirst) {
            output.collect(new StreamRecord<>(new ItemActivityChanged(entry.getKey(), entry.getValue())));
        }
        changed.clear();
        if (announcesAll) {
            announceItems(); // last: a reader takes an item for new when it knows of no activity
            announcesAll = false;
        }
    }

    private void announceItems() throws Exception {
        try (Stream<Object> itemIds =
                getKeyedStateBackend().getKeys(SavepointLayout.ITEM_STATE, VoidNamespace.INSTANCE)) {
            for (Object itemId : (Iterable<Object>) itemIds::iterator) {
                setCurrentKey(itemId);
                output.collect(new StreamRecord<>(new ItemChanged(items.value())));
            }
        }
    }

    private void gatherActivities() throws Exception {
        try (Stream<Object> itemIds =
                getKeyedStateBackend().getKeys(SavepointLayout.ITEM_ACTIVITY_STATE, VoidNamespace.INSTANCE)) {
            for (Object itemId : (Iterable<Object>) itemIds::iterator) {
                setCurrentKey(itemId);
                ItemActivity known = activities.value();
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
