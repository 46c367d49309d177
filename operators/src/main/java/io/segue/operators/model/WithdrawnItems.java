package io.segue.operators.model;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import io.segue.state.item.Item;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The items that no list may hold. One that is announced as available again leaves; no other does, however many there
 * are, since a list must never hold a withdrawn item: {@link MetricNames#WITHDRAWN_ITEMS} says when a catalogue withdraws
 * without end.
 *
 * <p><b>State</b>, broadcast: their ids, so that none is shown between a restart and the next word of the catalogue.
 */
public final class WithdrawnItems {
    private final BroadcastState<String, Boolean> state;
    private final Set<String> itemIds = ConcurrentHashMap.newKeySet();
    private volatile int size;

    private WithdrawnItems(BroadcastState<String, Boolean> state) {
        this.state = state;
    }

    public static WithdrawnItems restore(OperatorStateStore store) throws Exception {
        WithdrawnItems withdrawn = new WithdrawnItems(store.getBroadcastState(new MapStateDescriptor<>(
                SavepointLayout.WITHDRAWN_ITEMS_STATE,
                BasicTypeInfo.STRING_TYPE_INFO,
                BasicTypeInfo.BOOLEAN_TYPE_INFO)));
        for (Map.Entry<String, Boolean> entry : withdrawn.state.immutableEntries()) {
            withdrawn.itemIds.add(entry.getKey());
        }
        withdrawn.size = withdrawn.itemIds.size();
        return withdrawn;
    }

    /** Shows how many there are in a group of metrics. */
    public void show(MetricGroup group) {
        group.gauge(MetricNames.WITHDRAWN_ITEMS, (Gauge<Integer>) () -> size);
    }

    public void changed(Item item) throws Exception {
        if (item.available()) {
            if (itemIds.remove(item.itemId())) {
                state.remove(item.itemId());
            }
        } else if (itemIds.add(item.itemId())) {
            state.put(item.itemId(), true);
        }
        size = itemIds.size();
    }

    public boolean contains(String itemId) {
        return itemIds.contains(itemId);
    }

    /** On any thread; which changes of that moment it sees is open. */
    public void forEach(Consumer<String> action) {
        itemIds.forEach(action);
    }
}
