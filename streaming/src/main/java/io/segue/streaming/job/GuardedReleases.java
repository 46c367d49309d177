package io.segue.streaming.job;

import io.segue.connectors.source.Clock;
import io.segue.connectors.source.EventWatermarks;
import io.segue.connectors.source.ReleaseSource;
import io.segue.connectors.source.SourceSettings;
import io.segue.operators.guard.ReleaseGuardFunction;
import io.segue.state.SavepointLayout;
import io.segue.state.control.ControlMessage;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.release.ModelRecord;
import io.segue.state.serialization.SegueTypes;
import io.segue.streaming.options.JobSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** What is said of models, as both jobs read it: guarded by the same code. */
final class GuardedReleases {
    private GuardedReleases() {}

    /** Valid records, in the order of their topic; the others as a side output. */
    static SingleOutputStreamOperator<ControlMessage> read(
            StreamExecutionEnvironment environment, JobSettings settings, SourceSettings source, Clock clock) {
        DataStream<Either<DeadLetter, ModelRecord>> records = environment
                .fromSource(
                        ReleaseSource.create(source, settings.topics(), settings.limits(), clock),
                        EventWatermarks.forControl(),
                        "releases")
                .uid(SavepointLayout.RELEASES_UID)
                .setParallelism(1);
        return records.process(new ReleaseGuardFunction(GuardedEvents.DEAD_LETTERS))
                .returns(SegueTypes.CONTROL)
                .name("releases guard")
                .uid(SavepointLayout.RELEASE_GUARD_UID)
                .setParallelism(1);
    }
}
