package io.segue.operators.neighbours;

import static io.segue.operators.fixture.Interactions.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.rank.LiveReplay;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.ControlledHarness;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.fixture.Told;
import io.segue.operators.fixture.Visitor;
import io.segue.operators.model.RegistryModelSource;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.ObservedTransition;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.operators.turn.TurnTypes;
import io.segue.state.MetricNames;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.live.LiveSettings;
import io.segue.state.live.Neighbour;
import io.segue.state.live.PastCounts;
import io.segue.state.live.Successors;
import io.segue.state.live.Transition;
import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemNeighboursTest {
    private static final Duration TTL = Duration.ofDays(7);
    private static final LiveSettings LIVE =
            new LiveSettings(LiveSettings.DEFAULT.popularity(), LiveSettings.DEFAULT.successors(), 3, 3, 2, 0.5, 50);

    private final FakeModelSource models = new FakeModelSource();

    @Test
    void tellsATurnWhatCameAfterItsItem() throws Exception {
        try (var neighbours = start(Backend.HEAP)) {
            neighbours.say(after("shoe", "hat", 0), after("shoe", "hat", 1), after("shoe", "bag", 2));
            neighbours.say(after("sock", "tie", 2));
            ScoredTurn turn = visit("shoe", 3);

            neighbours.say(turn);

            assertThat(neighbours.getOutput()).hasSize(1);
            @SuppressWarnings("unchecked") // the output of ItemNeighbours
            var element = (StreamRecord<NeighbouredTurn>) neighbours.getOutput().poll();
            assertThat(element.getTimestamp()).isEqualTo(at(3));
            assertThat(element.getValue().turn()).isEqualTo(turn);
            assertThat(element.getValue().newestNeighbours())
                    .extracting(Neighbour::itemId)
                    .containsExactly("hat", "bag");
            assertThat(neighbours.metrics().count(MetricNames.TRANSITIONS)).isEqualTo(4);
            assertThat(neighbours
                            .metrics()
                            .histogram(MetricNames.SUCCESSORS_BYTES)
                            .getCount())
                    .isOne();
        }
    }

    @Test
    void letsATurnPassAtOnceWhenNothingIsKnown() throws Exception {
        try (var neighbours = start(Backend.HEAP)) {
            neighbours.say(visit("shoe", 0));

            assertThat(neighbours.answers())
                    .singleElement()
                    .satisfies(turn -> assertThat(turn.newestNeighbours()).isEmpty());
            assertThat(neighbours.keyedStates()).as("a visit leaves nothing").isZero();
            assertThat(neighbours.timers()).isZero();
        }
    }

    @Test
    void tellsNoMoreThanTheLimit() throws Exception {
        try (var neighbours = start(Backend.HEAP)) {
            for (int i = 0; i < 10; i++) {
                neighbours.say(after("shoe", "item" + i, i));
            }
            neighbours.say(visit("shoe", 20));

            assertThat(neighbours.answers().get(0).newestNeighbours())
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
                    neighbours.say(seen);
                } else {
                    rest.add(seen);
                }
            }
            checkpoint = neighbours.snapshot(1, 0);
            neighbours.say(after("shoe", "lost with the crash", 99));
        }

        try (var neighbours = restore(backend, checkpoint)) {
            neighbours.say(rest.toArray(SessionSignal[]::new));
            neighbours.say(visit("shoe", 100));

            assertThat(neighbours.answers().get(0).newestNeighbours())
                    .isEqualTo(expected.neighbours("shoe", at(100), LIVE));
        }
    }

    @Test
    void goesOnFromWhatTheModelWasTrainedOnUntilItHasCountsOfItsOwnFromBefore() throws Exception {
        PastCounts past = trained(at(10), "shoe", "hat", "sock", "tie");
        models.has(new FakeModel("v1").trainedOn(past));
        try (var neighbours = start(Backend.HEAP)) {
            neighbours.say(after("sock", "bag", 5)); // before the end of the training, which has it too
            neighbours.tell(Told.champion("v1"));
            neighbours.say(visit("shoe", 20), after("shoe", "bag", 21), after("shoe", "bag", 21));
            neighbours.say(visit("shoe", 22), visit("sock", 22));

            assertThat(neighbours.metrics().gauge(MetricNames.PAST_ITEMS)).isEqualTo(4);
            List<NeighbouredTurn> turns = neighbours.answers();
            assertThat(turns.get(0).newestNeighbours())
                    .isEqualTo(past.successors("shoe").neighbours("shoe", at(20), LIVE));
            assertThat(turns.get(1).newestNeighbours())
                    .extracting(Neighbour::itemId)
                    .containsExactly("bag", "hat", "sock");
            assertThat(turns.get(2).newestNeighbours())
                    .extracting(Neighbour::itemId)
                    .containsExactly("bag");
        }
        assertThat(models.heldInAll()).isZero();
    }

    @Test
    void doesNotCountABacklogAgainThatTheModelWasTrainedOn() throws Exception {
        PastCounts past = trained(at(10), "shoe", "hat");
        models.has(new FakeModel("v1").trainedOn(past));
        try (var neighbours = start(Backend.HEAP)) {
            neighbours.tell(Told.champion("v1"));
            neighbours.say(after("shoe", "hat", 10), visit("shoe", 20));

            assertThat(neighbours.answers().get(0).newestNeighbours())
                    .isEqualTo(past.successors("shoe").neighbours("shoe", at(20), LIVE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasThePastBackAfterARestartOnceAndWhateverModelComesNext(Backend backend) throws Exception {
        models.has(new FakeModel("v1").trainedOn(trained(at(10), "shoe", "hat")));
        models.has(new FakeModel("v2").trainedOn(trained(at(30), "shoe", "hat", "shoe", "tie")));
        Successors expected = trained(at(10), "shoe", "hat").successors("shoe").plus("bag", at(21), 0, LIVE);
        OperatorSubtaskState checkpoint;
        try (var neighbours = start(backend)) {
            neighbours.tell(Told.champion("v1"));
            neighbours.say(after("shoe", "bag", 21));
            checkpoint = neighbours.checkpoint();
        }

        try (var neighbours = restore(backend, checkpoint)) {
            neighbours.say(visit("hat", 40), visit("shoe", 40));
            neighbours.tell(Told.champion("v2"));
            neighbours.say(visit("shoe", 40));
            neighbours.tell(Told.retired("v2"));
            neighbours.say(visit("shoe", 40));

            List<NeighbouredTurn> turns = neighbours.answers();
            for (NeighbouredTurn turn : turns.subList(1, 4)) {
                assertThat(turn.newestNeighbours()).isEqualTo(expected.neighbours("shoe", at(40), LIVE));
            }
        }
    }

    private static PastCounts trained(long timestampMs, String... itemIds) {
        LiveReplay trained = new LiveReplay(LIVE, ItemCatalogue.EMPTY);
        Visitor bob = new Visitor("bob");
        for (String itemId : itemIds) {
            trained.observe("bob", "s", bob.sees(itemId, timestampMs).turn().tail());
        }
        return trained.counts();
    }

    @ParameterizedTest
    @EnumSource
    void forgetsAnItemThatNothingFollowedForTheTtl(Backend backend) throws Exception {
        try (var neighbours = start(backend)) {
            neighbours.say(after("shoe", "hat", 0));
            neighbours.setStateTtlProcessingTime(TTL.toMillis() - 1);
            neighbours.say(visit("shoe", 1));
            assertThat(neighbours.answers().get(0).newestNeighbours()).hasSize(1);

            neighbours.setStateTtlProcessingTime(TTL.toMillis() + 1);
            neighbours.say(visit("shoe", 2));
            assertThat(neighbours.answers().get(0).newestNeighbours()).isEmpty();
        }
    }

    @Test
    void refusesToForgetAtOnceAndCanBeShipped() throws Exception {
        assertThatThrownBy(() -> new ItemNeighboursSettings(LIVE, Told.MODEL_NAME, Duration.ZERO))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.live.successors.ttl is PT0S");
        assertThat(InstantiationUtil.clone(new ItemNeighbours(
                        new ItemNeighboursSettings(LIVE, Told.MODEL_NAME, TTL), new RegistryModelSource("cpu"))))
                .isNotNull();
    }

    private static ObservedTransition after(String from, String to, int minute) {
        return new ObservedTransition(new Transition(from, to, 0), at(minute));
    }

    private static ScoredTurn visit(String itemId, int minute) {
        return new Visitor("ann").sees(itemId, at(minute)).turn();
    }

    private ControlledHarness<SessionSignal, NeighbouredTurn> start(Backend backend) throws Exception {
        var neighbours = unopened(backend);
        neighbours.open();
        return neighbours;
    }

    private ControlledHarness<SessionSignal, NeighbouredTurn> restore(Backend backend, OperatorSubtaskState checkpoint)
            throws Exception {
        var neighbours = unopened(backend);
        neighbours.initializeState(checkpoint);
        neighbours.open();
        return neighbours;
    }

    private ControlledHarness<SessionSignal, NeighbouredTurn> unopened(Backend backend) throws Exception {
        var neighbours = new ControlledHarness<>(
                new ItemNeighbours(new ItemNeighboursSettings(LIVE, Told.MODEL_NAME, TTL), models),
                TurnTypes.NEIGHBOURED_TURN.createSerializer(new SerializerConfigImpl()),
                new ControlledHarness.Input<>(SessionSignal::itemId, SessionSignal::eventTimeMs),
                Subtask.ONLY);
        neighbours.setStateBackend(backend.create());
        neighbours.setup();
        return neighbours;
    }
}
