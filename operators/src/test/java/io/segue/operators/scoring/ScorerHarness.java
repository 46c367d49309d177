package io.segue.operators.scoring;

import io.segue.models.proposal.ScoredItem;
import io.segue.operators.fixture.ControlledHarness;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.operators.turn.TurnTypes;
import io.segue.state.SavepointLayout;
import io.segue.state.interaction.Interaction;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.UserState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** A {@link SessionScorer} in a task of its own. */
final class ScorerHarness extends ControlledHarness<Interaction, SessionSignal> {
    private long turnsTaken;

    ScorerHarness(SessionScorer scorer, Subtask subtask) throws Exception {
        super(
                scorer,
                TurnTypes.SESSION_SIGNAL.createSerializer(new SerializerConfigImpl()),
                Input.INTERACTIONS,
                subtask);
    }

    /** The turns that came out since the last call. */
    List<ScoredTurn> turns() {
        List<ScoredTurn> turns = turnsOf(answers());
        turnsTaken += turns.size();
        return turns;
    }

    /** How many turns came out since the start. */
    long turnsInAll() {
        return turnsTaken + turnsOf(extractOutputValues()).size();
    }

    private static List<ScoredTurn> turnsOf(List<SessionSignal> signals) {
        return signals.stream()
                .filter(ScoredTurn.class::isInstance)
                .map(ScoredTurn.class::cast)
                .toList();
    }

    /** The one turn that this interaction makes. */
    ScoredTurn turnOf(Interaction interaction) throws Exception {
        turns();
        say(interaction);
        List<ScoredTurn> turns = turns();
        if (turns.size() != 1) {
            throw new AssertionError(interaction + " has the turns " + turns);
        }
        return turns.get(0);
    }

    List<String> itemsAfter(Interaction interaction) throws Exception {
        return itemsOf(turnOf(interaction));
    }

    static List<String> itemsOf(ScoredTurn turn) {
        return turn.proposals().stream().map(ScoredItem::itemId).toList();
    }

    /** What is known of a user. */
    Optional<UserState> user(String userId) throws Exception {
        getOperator().setCurrentKey(userId);
        ValueState<UserState> state = getOperator()
                .<Object>getKeyedStateBackend()
                .getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(SavepointLayout.USER_STATE, SegueTypes.USER_STATE));
        return Optional.ofNullable(state.value());
    }

    /** Whoever has an entry in keyed state. */
    Set<String> users() {
        KeyedStateBackend<String> backend = getOperator().getKeyedStateBackend();
        try (Stream<String> keys = backend.getKeys(SavepointLayout.USER_STATE, VoidNamespace.INSTANCE)) {
            return keys.collect(Collectors.toSet());
        }
    }
}
