package io.segue.operators.model;

import io.segue.state.MetricNames;
import io.segue.state.SavepointLayout;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What an operator remembers of each of its users, and how large that is.
 *
 * <p><b>State</b>, keyed by user: one record with a time to live. Set the key first.
 */
public final class UserStates<S> {
    private static final int SIZE_SAMPLE = 256;
    private static final int SIZE_WINDOW = 2_000;

    private final ValueState<S> state;
    private final S newcomer;
    private final TypeSerializer<S> serializer;
    private final Histogram bytes = new DescriptiveStatisticsHistogram(SIZE_WINDOW);
    private long writes;

    private UserStates(ValueState<S> state, S newcomer, TypeSerializer<S> serializer) {
        this.state = state;
        this.newcomer = newcomer;
        this.serializer = serializer;
    }

    /**
     * Restores the users.
     *
     * @param ttl processing time after which a user without interactions is forgotten
     * @param newcomer a user never seen before, or forgotten
     */
    public static <S> UserStates<S> restore(KeyedStateStore store, TypeInformation<S> type, Duration ttl, S newcomer) {
        ValueStateDescriptor<S> descriptor = new ValueStateDescriptor<>(SavepointLayout.USER_STATE, type);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(ttl).build());
        return new UserStates<>(
                store.getState(descriptor), newcomer, type.createSerializer(new SerializerConfigImpl()));
    }

    /** Shows the size of a sample in a group of metrics. */
    public void show(MetricGroup group) {
        group.histogram(MetricNames.USER_STATE_BYTES, bytes);
    }

    public S ofCurrentKey() throws Exception {
        return Optional.ofNullable(state.value()).orElse(newcomer);
    }

    public void update(S user) throws Exception {
        state.update(user);
        if (writes++ % SIZE_SAMPLE == 0) {
            DataOutputSerializer written = new DataOutputSerializer(1_024);
            serializer.serialize(user, written);
            bytes.update(written.length());
        }
    }
}
