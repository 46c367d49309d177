package io.segue.operators.ranking;

import io.segue.operators.fixture.ControlledHarness;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.state.SavepointLayout;
import io.segue.state.live.RankerState;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.serialization.SegueTypes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** A {@link Ranker} in a task of its own. */
final class RankerHarness extends ControlledHarness<NeighbouredTurn, Recommendation> {
    RankerHarness(Ranker ranker, Subtask subtask) throws Exception {
        super(
                ranker,
                SegueTypes.RECOMMENDATION.createSerializer(new SerializerConfigImpl()),
                new Input<>(NeighbouredTurn::userId, turn -> turn.turn().eventTimeMs()),
                subtask);
    }

    /** The one answer to this turn. */
    Recommendation answerTo(NeighbouredTurn turn) throws Exception {
        answers();
        say(turn);
        List<Recommendation> answers = answers();
        if (answers.size() != 1) {
            throw new AssertionError(turn + " has the answers " + answers);
        }
        return answers.get(0);
    }

    List<String> itemsAfter(NeighbouredTurn turn) throws Exception {
        return itemsOf(answerTo(turn));
    }

    static List<String> itemsOf(Recommendation answer) {
        return answer.items().stream().map(RecommendedItem::itemId).toList();
    }

    /** What is known of a user. */
    Optional<RankerState> user(String userId) throws Exception {
        getOperator().setCurrentKey(userId);
        ValueState<RankerState> state = getOperator()
                .<Object>getKeyedStateBackend()
                .getPartitionedState(
                        VoidNamespace.INSTANCE,
                        VoidNamespaceSerializer.INSTANCE,
                        new ValueStateDescriptor<>(SavepointLayout.USER_STATE, SegueTypes.RANKER_STATE));
        return Optional.ofNullable(state.value());
    }
}
