package io.segue.streaming.bench;

import io.segue.state.control.ControlMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** An operator in a task of its own, on the thread that measures, with its keyed state in RocksDB. */
final class OperatorTask<IN, CONTROL, OUT> extends AbstractStreamOperatorTestHarness<OUT> {
    private static final int MAX_PARALLELISM = 128;
    private static final long MANAGED_MEMORY_BYTES = 128 << 20;

    private final TwoInputStreamOperator<IN, CONTROL, OUT> measured;
    private final ToLongFunction<IN> timestampMs;
    private final TypeInformation<OUT> outputType;
    private long barriers;

    OperatorTask(
            TwoInputStreamOperator<IN, CONTROL, OUT> operator,
            TypeInformation<OUT> outputType,
            KeySelector<IN, String> key,
            ToLongFunction<IN> timestampMs)
            throws Exception {
        super(
                operator,
                new MockEnvironmentBuilder()
                        .setTaskName("bench")
                        .setManagedMemorySize(MANAGED_MEMORY_BYTES)
                        .setMaxParallelism(MAX_PARALLELISM)
                        .setParallelism(1)
                        .setSubtaskIndex(0)
                        .build());
        measured = operator;
        this.timestampMs = timestampMs;
        this.outputType = outputType;
        config.setStatePartitioner(0, key);
        config.setStateKeySerializer(Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
        config.serializeAllConfigs();
        setStateBackend(new EmbeddedRocksDBStateBackend());
        setProcessingTime(BenchShop.TRAINED_UNTIL.toEpochMilli());
    }

    @Override
    public void setup() {
        setup(outputType.createSerializer(new SerializerConfigImpl()));
    }

    /** Takes all, and works off what it has collected of them. */
    List<OUT> process(List<IN> elements) throws Exception {
        for (IN element : elements) {
            StreamRecord<IN> record = new StreamRecord<>(element, timestampMs.applyAsLong(element));
            measured.setKeyContextElement1(record);
            measured.processElement1(record);
        }
        prepareSnapshotPreBarrier(++barriers);
        return taken();
    }

    void tell(List<ControlMessage> messages) throws Exception {
        for (ControlMessage message : messages) {
            @SuppressWarnings("unchecked")
            StreamRecord<CONTROL> record = new StreamRecord<>((CONTROL) message);
            measured.processElement2(record);
        }
    }

    /** What came out since the last call. */
    List<OUT> taken() {
        List<OUT> out = new ArrayList<>(extractOutputValues());
        getOutput().clear();
        return out;
    }
}
