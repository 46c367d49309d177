package io.segue.operators.scoring;

import io.segue.operators.fixture.BundleHarness;
import io.segue.operators.fixture.Subtask;
import io.segue.state.SavepointLayout;
import io.segue.state.interaction.Interaction;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
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
final class ScorerHarness extends BundleHarness<Recommendation> {
    ScorerHarness(SessionScorer scorer, Subtask subtask) throws Exception {
        super(scorer, SegueTypes.RECOMMENDATION.createSerializer(new SerializerConfigImpl()), subtask);
    }

    /** The one answer to this interaction. */
    Recommendation answerTo(Interaction interaction) throws Exception {
        answers();
        say(interaction);
        List<Recommendation> answers = answers();
        if (answers.size() != 1) {
            throw new AssertionError(interaction + " has the answers " + answers);
        }
        return answers.get(0);
    }

    List<String> itemsAfter(Interaction interaction) throws Exception {
        return itemsOf(answerTo(interaction));
    }

    static List<String> itemsOf(Recommendation answer) {
        return answer.items().stream().map(RecommendedItem::itemId).toList();
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
