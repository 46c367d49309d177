package io.segue.operators.guard;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.purchase;
import static io.segue.operators.fixture.Interactions.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import io.segue.state.interaction.Interaction;
import io.segue.state.serialization.SegueTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class GuardFunctionTest {
    private static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", SegueTypes.DEAD_LETTER);
    private static final Interaction SHOE = view("ann", "shoe", at(0));

    private OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void letsValidInteractionsPass() throws Exception {
        try (var guard = unopened()) {
            guard.open();

            guard.processElement(Either.Right(SHOE), at(0));

            assertThat(guard.extractOutputValues()).containsExactly(SHOE);
            assertThat(guard.getSideOutput(DEAD_LETTERS)).isNull();
            assertCounts(1, 0);
        }
    }

    @Test
    void sendsWhatIsNotValidAsideUntouched() throws Exception {
        try (var guard = unopened()) {
            guard.open();
            DeadLetter broken = broken();

            guard.processElement(Either.Left(broken), at(0));

            assertThat(guard.extractOutputValues()).isEmpty();
            assertThat(guard.getSideOutput(DEAD_LETTERS)).singleElement().satisfies(element -> {
                assertThat(element.getValue().key()).isEqualTo(broken.key());
                assertThat(element.getValue().value()).isEqualTo(broken.value());
                assertThat(element.getValue().error()).isEqualTo(DeadLetterError.NOT_JSON);
                assertThat(element.getValue().origin()).isEqualTo(broken.origin());
            });
            assertCounts(1, 1);
        }
    }

    @Test
    void countsWhatCameInByType() throws Exception {
        try (var guard = unopened()) {
            guard.open();
            guard.processElement(Either.Right(SHOE), at(0));
            guard.processElement(Either.Right(view("ann", "sock", at(1))), at(1));
            guard.processElement(Either.Right(click("ann", "sock", at(2))), at(2));
            guard.processElement(Either.Right(purchase("ann", "sock", at(3))), at(3));
            guard.processElement(Either.Left(broken()), at(4));

            assertThat(metrics.count("consumedView")).isEqualTo(2);
            assertThat(metrics.count("consumedClick")).isOne();
            assertThat(metrics.count("consumedPurchase")).isOne();
            assertCounts(5, 1);
        }
    }

    @Test
    void goesOnCountingFromTheCheckpoint() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var before = unopened()) {
            before.open();
            before.processElement(Either.Right(SHOE), at(0));
            before.processElement(Either.Left(broken()), at(0));
            checkpoint = before.snapshot(1, 0);
            before.processElement(Either.Left(broken()), at(0));
        }

        metrics = new OperatorMetrics();
        try (var after = unopened()) {
            after.initializeState(checkpoint);
            after.open();
            assertCounts(2, 1);

            after.processElement(Either.Left(broken()), at(0));
            assertCounts(3, 2);
        }
    }

    private OneInputStreamOperatorTestHarness<Either<DeadLetter, Interaction>, Interaction> unopened()
            throws Exception {
        var guard = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new GuardFunction(DEAD_LETTERS)), Subtask.ONLY.environment(metrics));
        guard.setup(SegueTypes.INTERACTION.createSerializer(new SerializerConfigImpl()));
        return guard;
    }

    private static DeadLetter broken() {
        return new DeadLetter(
                "ann".getBytes(UTF_8),
                "{not json".getBytes(UTF_8),
                DeadLetterError.NOT_JSON,
                "not a JSON object",
                new Origin("views", 0, 42, at(0)));
    }

    private void assertCounts(long consumed, long deadLettered) {
        assertThat(metrics.count(MetricNames.CONSUMED)).isEqualTo(consumed);
        assertThat(metrics.count("deadLettered")).isEqualTo(deadLettered);
    }
}
