package io.segue.operators.neighbours;

import static io.segue.operators.fixture.Interactions.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.fixture.Visitor;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ObservedTransition;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.operators.turn.TurnTypes;
import io.segue.state.MetricNames;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.Neighbour;
import io.segue.state.live.Successors;
import io.segue.state.live.Transition;
import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemNeighboursTest {
    private static final Duration TTL = Duration.ofDays(7);
    private static final LiveSettings LIVE =
            new LiveSettings(LiveSettings.DEFAULT.popularity(), LiveSettings.DEFAULT.successors(), 3, 3, 2, 0.5, 50);

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void tellsATurnWhatCameAfterItsItem() throws Exception {
        try (var neighbours = start(Backend.HEAP)) {
            say(neighbours, after("shoe", "hat", 0), after("shoe", "hat", 1), after("shoe", "bag", 2));
            say(neighbours, after("sock", "tie", 2));
            ScoredTurn turn = visit("shoe", 3);

            say(neighbours, turn);

            assertThat(neighbours.getOutput()).hasSize(1);
            @SuppressWarnings("unchecked") // the output of ItemNeighbours
            var element = (StreamRecord<NeighbouredTurn>) neighbours.getOutput().poll();
            assertThat(element.getTimestamp()).isEqualTo(at(3));
            assertThat(element.getValue().turn()).isEqualTo(turn);
            assertThat(element.getValue().newestNeighbours())
                    .extracting(Neighbour::itemId)
                    .containsExactly("hat", "bag");
            assertThat(metrics.count(MetricNames.TRANSITIONS)).isEqualTo(4);
            assertThat(metrics.histogram(MetricNames.SUCCESSORS_BYTES).getCount())
                    .isOne();
        }
    }

    @Test
    void letsATurnPassAtOnceWhenNothingIsKnown() throws Exception {
        try (var neighbours = start(Backend.HEAP)) {
            say(neighbours, visit("shoe", 0));

            assertThat(turnsOf(neighbours))
                    .singleElement()
                    .satisfies(turn -> assertThat(turn.newestNeighbours()).isEmpty());
            assertThat(neighbours.numKeyedStateEntries())
                    .as("a visit leaves nothing")
                    .isZero();
            assertThat(neighbours.numProcessingTimeTimers()).isZero();
            assertThat(neighbours.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void tellsNoMoreThanTheLimit() throws Exception {
        try (var neighbours = start(Backend.HEAP)) {
            for (int i = 0; i < 10; i++) {
                say(neighbours, after("shoe", "item" + i, i));
            }
            say(neighbours, visit("shoe", 20));

            assertThat(turnsOf(neighbours).get(0).newestNeighbours())
                    .extracting(Neighbour::itemId)
                    .containsExactly("item9", "item8", "item7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAsTheRuleDoesThroughARestart(Backend backend) throws Exception {
        Random random = new Random(3);
        Successors expected = Successors.NONE;
        OperatorSubtaskState checkpoint;
        List<SessionSignal> rest = new ArrayList<>();
        try (var neighbours = start(backend)) {
            for (int i = 0; i < 60; i++) {
                ObservedTransition seen = after("shoe", "item" + random.nextInt(6), i);
                expected = expected.plus(seen.transition().toItemId(), at(i), 0, LIVE);
                if (i < 40) {
                    say(neighbours, seen);
                } else {
                    rest.add(seen);
                }
            }
            checkpoint = neighbours.snapshot(1, 0);
            say(neighbours, after("shoe", "lost with the crash", 99));
        }

        try (var neighbours = restore(backend, checkpoint)) {
            say(neighbours, rest.toArray(SessionSignal[]::new));
            say(neighbours, visit("shoe", 100));

            assertThat(turnsOf(neighbours).get(0).newestNeighbours())
                    .isEqualTo(expected.neighbours("shoe", at(100), LIVE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgetsAnItemThatNothingFollowedForTheTtl(Backend backend) throws Exception {
        try (var neighbours = start(backend)) {
            say(neighbours, after("shoe", "hat", 0));
            neighbours.setStateTtlProcessingTime(TTL.toMillis() - 1);
            say(neighbours, visit("shoe", 1));
            assertThat(turnsOf(neighbours).get(0).newestNeighbours()).hasSize(1);

            neighbours.setStateTtlProcessingTime(TTL.toMillis() + 1);
            say(neighbours, visit("shoe", 2));
            assertThat(turnsOf(neighbours).get(0).newestNeighbours()).isEmpty();
        }
    }

    @Test
    void refusesToForgetAtOnceAndCanBeShipped() throws Exception {
        assertThatThrownBy(() -> new ItemNeighboursSettings(LIVE, Duration.ZERO))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.live.successors.ttl is PT0S");
        assertThat(InstantiationUtil.clone(new ItemNeighbours(new ItemNeighboursSettings(LIVE, TTL))))
                .isNotNull();
    }

    private static ObservedTransition after(String from, String to, int minute) {
        return new ObservedTransition(new Transition(from, to, 0), at(minute));
    }

    private static ScoredTurn visit(String itemId, int minute) {
        return new Visitor("ann").sees(itemId, at(minute)).turn();
    }

    private static List<NeighbouredTurn> turnsOf(
            KeyedOneInputStreamOperatorTestHarness<String, SessionSignal, NeighbouredTurn> neighbours) {
        List<NeighbouredTurn> turns = new ArrayList<>(neighbours.extractOutputValues());
        neighbours.getOutput().clear();
        return turns;
    }

    private static void say(
            KeyedOneInputStreamOperatorTestHarness<String, SessionSignal, NeighbouredTurn> neighbours,
            SessionSignal... signals)
            throws Exception {
        for (SessionSignal signal : signals) {
            neighbours.processElement(signal, signal.eventTimeMs());
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, SessionSignal, NeighbouredTurn> start(Backend backend)
            throws Exception {
        var neighbours = unopened(backend);
        neighbours.open();
        return neighbours;
    }

    private KeyedOneInputStreamOperatorTestHarness<String, SessionSignal, NeighbouredTurn> restore(
            Backend backend, OperatorSubtaskState checkpoint) throws Exception {
        var neighbours = unopened(backend);
        neighbours.initializeState(checkpoint);
        neighbours.open();
        return neighbours;
    }

    private KeyedOneInputStreamOperatorTestHarness<String, SessionSignal, NeighbouredTurn> unopened(Backend backend)
            throws Exception {
        var neighbours = new KeyedOneInputStreamOperatorTestHarness<>(
                new ItemNeighbours(new ItemNeighboursSettings(LIVE, TTL)),
                SessionSignal::itemId,
                Types.STRING,
                Subtask.ONLY.environment(metrics));
        neighbours.setStateBackend(backend.create());
        neighbours.setup(TurnTypes.NEIGHBOURED_TURN.createSerializer(new SerializerConfigImpl()));
        return neighbours;
    }
}
