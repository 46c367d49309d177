package io.segue.operators.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import io.segue.state.item.Item;
import io.segue.state.serialization.SegueTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

class ItemGuardFunctionTest {
    private static final OutputTag<DeadLetter> DEAD_LETTERS = new OutputTag<>("dead-letters", SegueTypes.DEAD_LETTER);

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void letsItemsPassAndCountsThoseWhoseContentCannotBeUsed() throws Exception {
        try (var guard = open()) {
            Item hat = new Item("hat", true);
            Item cap = Item.withMalformedContent("cap", false);

            guard.processElement(Either.Right(hat), 0);
            guard.processElement(Either.Right(cap), 0);

            assertThat(guard.extractOutputValues()).containsExactly(hat, cap);
            assertThat(metrics.count(MetricNames.ITEMS_MALFORMED_CONTENT)).isOne();
            assertThat(metrics.count("deadLettered")).isZero();
        }
    }

    @Test
    void sendsWhatIsNotValidAsideAndCountsIt() throws Exception {
        try (var guard = open()) {
            byte[] value = "{not json".getBytes(UTF_8);
            DeadLetter broken = new DeadLetter(
                    new byte[0], value, DeadLetterError.NOT_JSON, "not a JSON object", new Origin("items", 0, 42, 0));

            guard.processElement(Either.Left(broken), 0);

            assertThat(guard.extractOutputValues()).isEmpty();
            assertThat(guard.getSideOutput(DEAD_LETTERS)).hasSize(1);
            assertThat(metrics.count("deadLettered")).isOne();
        }
    }

    private OneInputStreamOperatorTestHarness<Either<DeadLetter, Item>, Item> open() throws Exception {
        var guard = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new ItemGuardFunction(DEAD_LETTERS)), Subtask.ONLY.environment(metrics));
        guard.setup(SegueTypes.ITEM.createSerializer(new SerializerConfigImpl()));
        guard.open();
        return guard;
    }
}
