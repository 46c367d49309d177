package io.segue.streaming.job;

import io.segue.connectors.source.Clock;
import io.segue.connectors.source.EventSource;
import io.segue.connectors.source.SourceSettings;
import io.segue.operators.guard.GuardFunction;
import io.segue.state.SavepointLayout;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.interaction.Interaction;
import io.segue.state.serialization.SegueTypes;
import io.segue.streaming.options.JobSettings;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;

/** What both jobs begin with: the same events, parsed and guarded by the same code. */
final class GuardedEvents {
    static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", SegueTypes.DEAD_LETTER);

    private GuardedEvents() {}

    /** Sets what a job relies on, whatever the cluster's defaults are. */
    static void configure(StreamExecutionEnvironment environment, JobSettings settings) {
        Configuration fixed = new Configuration();
        fixed.set(PipelineOptions.OBJECT_REUSE, true); // every record is immutable
        fixed.set(PipelineOptions.GENERIC_TYPES, false); // a type without a serializer of its own is a defect
        fixed.set(PipelineOptions.OPERATOR_CHAINING, true); // the Ranker holds back what is not for its sink
        environment.configure(fixed);
        environment.setMaxParallelism(settings.maxParallelism());
        environment.setBufferTimeout(settings.bufferTimeout().toMillis());
        environment.enableCheckpointing(settings.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
    }

    /** Clicks, views and purchases that are valid; the others as a side output. */
    static SingleOutputStreamOperator<Interaction> read(
            StreamExecutionEnvironment environment, JobSettings settings, SourceSettings source, Clock clock) {
        return environment
                .fromSource(
                        EventSource.create(source, settings.topics(), settings.limits(), clock),
                        settings.watermarks().forEvents(clock),
                        "events")
                .uid(SavepointLayout.EVENTS_UID)
                .process(new GuardFunction(DEAD_LETTERS))
                .returns(SegueTypes.INTERACTION)
                .name("guard")
                .uid(SavepointLayout.GUARD_UID);
    }
}
