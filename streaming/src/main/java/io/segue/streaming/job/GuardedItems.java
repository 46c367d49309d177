package io.segue.streaming.job;

import io.segue.connectors.source.Clock;
import io.segue.connectors.source.EventWatermarks;
import io.segue.connectors.source.ItemSource;
import io.segue.connectors.source.SourceSettings;
import io.segue.operators.guard.ItemGuardFunction;
import io.segue.state.SavepointLayout;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.item.Item;
import io.segue.state.serialization.SegueTypes;
import io.segue.streaming.options.JobSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** What is said of items, as both jobs read it: guarded by the same code. */
final class GuardedItems {
    private GuardedItems() {}

    /** Valid records, in the order of their topic; the others as a side output. */
    static SingleOutputStreamOperator<Item> read(
            StreamExecutionEnvironment environment, JobSettings settings, SourceSettings source, Clock clock) {
        DataStream<Either<DeadLetter, Item>> records = environment
                .fromSource(
                        ItemSource.create(source, settings.topics(), settings.limits(), clock),
                        EventWatermarks.forControl(),
                        "items")
                .uid(SavepointLayout.ITEMS_UID)
                .setParallelism(1);
        return records.process(new ItemGuardFunction(GuardedEvents.DEAD_LETTERS))
                .returns(SegueTypes.ITEM)
                .name("items guard")
                .uid(SavepointLayout.ITEM_GUARD_UID)
                .setParallelism(1);
    }
}
