package io.segue.operators.guard;

import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.session.Outcome;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.SerializableFunction;

/**
 * The guard of a control topic: valid records become control messages, the others dead letters. They are not part of
 * the accounting of events.
 */
public final class ControlGuardFunction<T> extends ProcessFunction<Either<DeadLetter, T>, ControlMessage> {
    private static final long serialVersionUID = 1L;

    private final OutputTag<DeadLetter> deadLetters;
    private final SerializableFunction<T, ControlMessage> toMessage;

    private transient Counter rejected;

    public ControlGuardFunction(OutputTag<DeadLetter> deadLetters, SerializableFunction<T, ControlMessage> toMessage) {
        this.deadLetters = deadLetters;
        this.toMessage = toMessage;
    }

    @Override
    public void open(OpenContext context) {
        rejected = getRuntimeContext()
                .getMetricGroup()
                .addGroup(MetricNames.GROUP)
                .counter(MetricNames.of(Outcome.DEAD_LETTERED));
    }

    @Override
    public void processElement(Either<DeadLetter, T> record, Context context, Collector<ControlMessage> messages) {
        if (record.isLeft()) {
            rejected.inc();
            context.output(deadLetters, record.left());
        } else {
            messages.collect(toMessage.apply(record.right()));
        }
    }
}
