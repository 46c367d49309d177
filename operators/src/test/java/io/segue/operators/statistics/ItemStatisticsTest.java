package io.segue.operators.statistics;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.PopularityChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.popularity.DecayedMass;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemStatisticsTest {
    private static final Duration HALF_LIFE = Duration.ofMinutes(10);
    private static final Duration TTL = Duration.ofDays(7);
    private static final long INTERVAL_MS = 1_000;
    private static final ItemStatisticsSettings SETTINGS =
            new ItemStatisticsSettings(HALF_LIFE, Duration.ofMillis(INTERVAL_MS), TTL);

    @Test
    void addsUpEventsThatWeighHalfAfterAHalfLife() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(0)), view("bob", "shoe", at(10)), click("cid", "hat", at(10)));
            statistics.setProcessingTime(INTERVAL_MS);

            Map<String, Double> announced = announced(statistics);
            assertThat(countAt(announced.get("shoe"), at(10))).isBetween(1.4999, 1.5001);
            assertThat(countAt(announced.get("shoe"), at(20))).isBetween(0.7499, 0.7501);
            assertThat(countAt(announced.get("hat"), at(10))).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void weighsAnEventByItsTimeAndNotByItsArrival() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(10)), view("bob", "shoe", at(0)));
            say(statistics, view("ann", "hat", at(0)), view("bob", "hat", at(10)));
            statistics.setProcessingTime(INTERVAL_MS);

            Map<String, Double> announced = announced(statistics);
            assertThat(countAt(announced.get("shoe"), at(10))).isBetween(1.4999, 1.5001);
            assertThat(countAt(announced.get("hat"), at(10))).isBetween(1.4999, 1.5001);
        }
    }

    @Test
    void announcesOnceAnIntervalWhatChangedInIt() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(0)), view("bob", "shoe", at(0)), view("ann", "hat", at(0)));
            statistics.setProcessingTime(INTERVAL_MS - 1);
            assertThat(announced(statistics)).isEmpty();
            statistics.setProcessingTime(INTERVAL_MS);
            assertThat(announced(statistics)).containsOnlyKeys("shoe", "hat");

            say(statistics, view("bob", "hat", at(1)));
            statistics.setProcessingTime(2 * INTERVAL_MS);
            assertThat(announced(statistics)).containsOnlyKeys("hat");

            statistics.setProcessingTime(3 * INTERVAL_MS);
            assertThat(announced(statistics)).as("nothing happened").isEmpty();
            assertThat(statistics.getProcessingTimeService().getNumActiveTimers())
                    .isOne();
        }
    }

    @Test
    void announcesTheRestAtTheEndOfInput() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(0)));

            statistics.getOperator().finish();

            assertThat(announced(statistics)).containsOnlyKeys("shoe");
        }
    }

    @ParameterizedTest
    @EnumSource
    void announcesEveryItemOnceAfterARestore(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint = checkpointOf(backend, 1_000);

        try (var statistics = restore(backend, checkpoint)) {
            say(statistics, view("cid", "item7", at(0)), view("cid", "newcomer", at(0)));
            statistics.setProcessingTime(INTERVAL_MS);

            Map<String, Double> announced = announced(statistics);
            assertThat(announced).hasSize(1_001).containsKey("newcomer");
            assertThat(countAt(announced.get("item3"), at(0))).isBetween(0.9999, 1.0001);
            assertThat(countAt(announced.get("item7"), at(0)))
                    .as("with the event since")
                    .isBetween(1.9999, 2.0001);

            statistics.setProcessingTime(2 * INTERVAL_MS);
            assertThat(announced(statistics)).as("only once").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void announcesNoForgottenItemAfterARestore(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint = checkpointOf(backend, 1_000);

        try (var statistics = unopened(backend)) {
            statistics.setStateTtlProcessingTime(TTL.toMillis() + 1);
            statistics.initializeState(checkpoint);
            statistics.open();
            say(statistics, view("ann", "item7", at(0)));
            statistics.setProcessingTime(INTERVAL_MS);

            assertThat(announced(statistics)).containsOnlyKeys("item7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAnItemAnewThatWasIdleForTheTtl(Backend backend) throws Exception {
        try (var statistics = start(backend)) {
            say(statistics, view("ann", "shoe", at(0)), view("ann", "hat", at(0)));
            statistics.setStateTtlProcessingTime(TTL.toMillis() + 1);

            say(statistics, view("bob", "shoe", at(0)));
            statistics.setProcessingTime(INTERVAL_MS);

            assertThat(countAt(announced(statistics).get("shoe"), at(0))).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void refusesSettingsOutOfBounds() {
        assertThatThrownBy(() -> new ItemStatisticsSettings(Duration.ZERO, Duration.ofSeconds(1), TTL))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.popularity.half-life is PT0S");
        assertThatThrownBy(() -> new ItemStatisticsSettings(HALF_LIFE, Duration.ofDays(1), TTL))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.popularity.emit.interval is PT24H");
        assertThatThrownBy(() -> new ItemStatisticsSettings(HALF_LIFE, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.popularity.ttl is PT0S");
    }

    private static OperatorSubtaskState checkpointOf(Backend backend, int items) throws Exception {
        try (var statistics = start(backend)) {
            for (int i = 0; i < items; i++) {
                say(statistics, view("ann", "item" + i, at(0)));
            }
            return statistics.snapshot(1, 0);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Interaction, ControlMessage> start(Backend backend)
            throws Exception {
        var statistics = unopened(backend);
        statistics.open();
        return statistics;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Interaction, ControlMessage> restore(
            Backend backend, OperatorSubtaskState checkpoint) throws Exception {
        var statistics = unopened(backend);
        statistics.initializeState(checkpoint);
        statistics.open();
        return statistics;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Interaction, ControlMessage> unopened(Backend backend)
            throws Exception {
        var statistics = new KeyedOneInputStreamOperatorTestHarness<>(
                new ItemStatistics(SETTINGS),
                Interaction::itemId,
                Types.STRING,
                Subtask.ONLY.environment(new OperatorMetrics()));
        statistics.setStateBackend(backend.create());
        statistics.setup(SegueTypes.CONTROL.createSerializer(new SerializerConfigImpl()));
        return statistics;
    }

    private static void say(
            KeyedOneInputStreamOperatorTestHarness<String, Interaction, ControlMessage> statistics,
            Interaction... interactions)
            throws Exception {
        for (Interaction interaction : interactions) {
            statistics.processElement(interaction, interaction.timestampMs());
        }
    }

    /** What was announced since the last call; each item at most once. */
    private static Map<String, Double> announced(
            KeyedOneInputStreamOperatorTestHarness<String, Interaction, ControlMessage> statistics) {
        List<ControlMessage> messages = new ArrayList<>(statistics.extractOutputValues());
        statistics.getOutput().clear();
        Map<String, Double> masses = new HashMap<>();
        for (ControlMessage message : messages) {
            PopularityChanged changed = (PopularityChanged) message;
            assertThat(masses.put(changed.itemId(), changed.log2Mass()))
                    .as("announced twice: " + changed.itemId())
                    .isNull();
        }
        return masses;
    }

    private static double countAt(double log2Mass, long nowMs) {
        return DecayedMass.countAt(log2Mass, nowMs, HALF_LIFE.toMillis());
    }
}
