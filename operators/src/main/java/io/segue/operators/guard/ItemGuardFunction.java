package io.segue.operators.guard;

import io.segue.state.MetricNames;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.item.Item;
import io.segue.state.session.Outcome;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard of the catalogue: valid items pass, the others are dead letters; items whose content cannot be used pass
 * without it and are counted. Not part of the accounting of events.
 */
public final class ItemGuardFunction extends ProcessFunction<Either<DeadLetter, Item>, Item> {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(ItemGuardFunction.class);
    private static final int LOGGED_FIRST = 10;
    private static final int LOGGED_EVERY = 1_000;

    private final OutputTag<DeadLetter> deadLetters;

    private transient Counter rejected;
    private transient Counter malformedContent;

    public ItemGuardFunction(OutputTag<DeadLetter> deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup group = getRuntimeContext().getMetricGroup().addGroup(MetricNames.GROUP);
        rejected = group.counter(MetricNames.of(Outcome.DEAD_LETTERED));
        malformedContent = group.counter(MetricNames.ITEMS_MALFORMED_CONTENT);
    }

    @Override
    public void processElement(Either<DeadLetter, Item> record, Context context, Collector<Item> valid) {
        if (record.isLeft()) {
            rejected.inc();
            context.output(deadLetters, record.left());
            return;
        }
        if (record.right().contentMalformed()) {
            malformedContent.inc();
            long count = malformedContent.getCount();
            if (count <= LOGGED_FIRST || count % LOGGED_EVERY == 0) {
                LOG.warn(
                        "The content of item {} is malformed and counts as unknown; {} such items so far",
                        record.right().itemId(),
                        count);
            }
        }
        valid.collect(record.right());
    }
}
