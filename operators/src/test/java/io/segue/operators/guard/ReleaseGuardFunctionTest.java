package io.segue.operators.guard;

import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.championOf;
import static io.segue.operators.fixture.Told.rejected;
import static io.segue.operators.fixture.Told.retired;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ModelMessage;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import io.segue.state.release.ModelRecord;
import io.segue.state.serialization.SegueTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class ReleaseGuardFunctionTest {
    private static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", SegueTypes.DEAD_LETTER);

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void letsReleasesPass() throws Exception {
        try (var guard = open()) {
            say(guard, champion("v1"), retired("v1"), champion("v1"), rejected("v1"));

            assertThat(guard.extractOutputValues())
                    .containsExactly(champion("v1"), retired("v1"), champion("v1"), rejected("v1"));
            assertThat(metrics.count("deadLettered")).isZero();
        }
    }

    @Test
    void sendsWhatIsNotValidAsideAndCountsIt() throws Exception {
        try (var guard = open()) {
            byte[] value = "{not json".getBytes(UTF_8);
            DeadLetter broken = new DeadLetter(
                    new byte[0], value, DeadLetterError.NOT_JSON, "not a JSON object", new Origin("models", 0, 42, 0));

            guard.processElement(Either.Left(broken), 0);

            assertThat(guard.extractOutputValues()).isEmpty();
            assertThat(guard.getSideOutput(DEAD_LETTERS))
                    .singleElement()
                    .satisfies(element -> assertThat(element.getValue().value()).isEqualTo(value));
            assertThat(metrics.count("deadLettered")).isOne();
        }
    }

    @Test
    void keepsARejectedVersionOutAlsoAfterARestart() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var guard = open()) {
            say(guard, rejected("v1"));
            checkpoint = guard.snapshot(1, 1);
        }
        try (var guard = unopened()) {
            guard.initializeState(checkpoint);
            guard.open();

            say(guard, champion("v1"), championOf("bakery", "v1"), champion("v2"));

            assertThat(guard.extractOutputValues()).containsExactly(championOf("bakery", "v1"), champion("v2"));
            assertThat(metrics.count(MetricNames.RELEASES_REFUSED)).isOne();
        }
    }

    private static void say(
            OneInputStreamOperatorTestHarness<Either<DeadLetter, ModelRecord>, ControlMessage> guard,
            ControlMessage... messages)
            throws Exception {
        for (ControlMessage message : messages) {
            guard.processElement(Either.Right(((ModelMessage) message).record()), 0);
        }
    }

    private OneInputStreamOperatorTestHarness<Either<DeadLetter, ModelRecord>, ControlMessage> open() throws Exception {
        var guard = unopened();
        guard.open();
        return guard;
    }

    private OneInputStreamOperatorTestHarness<Either<DeadLetter, ModelRecord>, ControlMessage> unopened()
            throws Exception {
        var guard = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new ReleaseGuardFunction(DEAD_LETTERS)), Subtask.ONLY.environment(metrics));
        guard.setup(SegueTypes.CONTROL.createSerializer(new SerializerConfigImpl()));
        return guard;
    }
}
