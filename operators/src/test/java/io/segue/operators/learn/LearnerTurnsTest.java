package io.segue.operators.learn;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.session.SessionSettings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnerTurnsTest {
    private static final int EVENTS_MAX = 3;
    private static final SessionSettings SERVED =
            new SessionSettings(Duration.ofMinutes(30), 1, EVENTS_MAX, 32, Duration.ofMinutes(60));

    private OperatorMetrics metrics = new OperatorMetrics();

    private KeyedOneInputStreamOperatorTestHarness<String, Interaction, LearnerTurn> unopened(Backend backend)
            throws Exception {
        metrics = new OperatorMetrics();
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LearnerTurns(SERVED, Duration.ofDays(7))),
                Interaction::userId,
                Types.STRING,
                Subtask.ONLY.environment(metrics));
        harness.setStateBackend(backend.create());
        harness.setup(LearnerTurnSerializer.TYPE.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static List<String> told(KeyedOneInputStreamOperatorTestHarness<String, Interaction, LearnerTurn> harness) {
        List<String> turns = harness.extractOutputValues().stream()
                .map(turn -> turn.userId() + " "
                        + String.join(
                                " ",
                                turn.session().events().stream()
                                        .map(event -> event.itemId())
                                        .toList()))
                .toList();
        harness.getOutput().clear();
        return turns;
    }

    @Test
    void handsOnEveryEventWithItsSessionHoweverShortTheTailsOfServingAre() throws Exception {
        try (var turns = unopened(Backend.HEAP)) {
            turns.open();
            turns.processElement(view("ann", "hat", at(0)), at(0));
            turns.processElement(click("bob", "tie", at(1)), at(1));
            turns.processElement(click("ann", "scarf", at(5)), at(5));
            turns.processElement(view("ann", "coat", at(40)), at(40));

            assertThat(told(turns)).containsExactly("ann hat", "bob tie", "ann hat scarf", "ann coat");
            assertThat(metrics.count(MetricNames.LEARNER_TURNS)).isEqualTo(4);
        }
    }

    @Test
    void countsLateRepeatedAndSuppressedEventsAndHandsThemNotOn() throws Exception {
        try (var turns = unopened(Backend.HEAP)) {
            turns.open();
            turns.processElement(view("ann", "hat", at(100)), at(100));
            turns.processElement(view("ann", "hat", at(100)), at(100));
            turns.processWatermark(at(100));
            turns.processElement(view("ann", "too late", at(30)), at(30));
            turns.processElement(view("ann", "scarf", at(101)), at(101));
            turns.processElement(view("ann", "coat", at(102)), at(102));
            turns.processElement(view("ann", "one too many", at(103)), at(103));

            assertThat(told(turns)).containsExactly("ann hat", "ann hat scarf", "ann hat scarf coat");
            assertThat(metrics.count("late")).isEqualTo(1);
            assertThat(metrics.count("duplicate")).isEqualTo(1);
            assertThat(metrics.count("suppressed")).isEqualTo(1);
            assertThat(metrics.count(MetricNames.LEARNER_TURNS)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void goesOnInTheMiddleOfASessionAfterARestart(Backend backend) throws Exception {
        OperatorSubtaskState snapshot;
        try (var before = unopened(backend)) {
            before.open();
            before.processElement(view("ann", "hat", at(0)), at(0));
            snapshot = before.snapshot(1, 1);
        }
        try (var after = unopened(backend)) {
            after.initializeState(snapshot);
            after.open();
            after.processElement(view("ann", "hat", at(0)), at(0));
            after.processElement(view("ann", "scarf", at(1)), at(1));

            assertThat(told(after)).containsExactly("ann hat scarf");
            assertThat(metrics.count("duplicate")).isEqualTo(1);
            assertThat(metrics.count(MetricNames.LEARNER_TURNS)).isEqualTo(2);
        }
    }
}
