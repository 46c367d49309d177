package io.segue.operators.ranking;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.popular;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.rank.RankFeature;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Networks;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.fixture.Visitor;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.state.MetricNames;
import io.segue.state.recommendation.Recommendation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What survives a crash, a rescale, and idleness. */
class RankerRestoreTest {
    private final FakeModel model = new FakeModel("v1")
            .rankedBy(Networks.by(RankFeature.SUCCESSOR_RECIPROCAL_RANK, RankFeature.MODEL_RECIPROCAL_RANK));
    private final Rankers rankers = Rankers.with(model);
    private final Visitor ann = new Visitor("ann").scoredBy("v1", "tie");

    @ParameterizedTest
    @EnumSource
    void goesOnInTheMiddleOfASession(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (var ranker = rankers.on(backend).start()) {
            ranker.tell(champion("v1"));
            ranker.say(ann.sees("shoe", at(0), "bag"));
            checkpoint = ranker.checkpoint();
        }

        try (var ranker = rankers.on(backend).restore(checkpoint)) {
            Recommendation answer = ranker.answerTo(ann.sees("sock", at(1), "hat"));

            assertThat(RankerHarness.itemsOf(answer))
                    .as("bag follows the shoe of before")
                    .containsExactly("hat", "bag", "tie");
            assertThat(answer.reason()).isEqualTo("next item in the session, after sock");
            assertThat(ranker.user("ann").orElseThrow().history().items()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stillKnowsWhichTurnsWereOvertaken(Backend backend) throws Exception {
        NeighbouredTurn shoe = ann.sees("shoe", at(0));
        NeighbouredTurn sock = ann.sees("sock", at(1));
        OperatorSubtaskState checkpoint;
        try (var ranker = rankers.on(backend).start()) {
            ranker.say(sock);
            checkpoint = ranker.checkpoint();
        }

        try (var ranker = rankers.on(backend).restore(checkpoint)) {
            ranker.say(shoe);

            assertThat(ranker.metrics().count(MetricNames.UNTESTED_OVERTAKEN)).isEqualTo(1);
        }
    }

    @Test
    void keepsWithdrawnItemsHidden() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var ranker = rankers.start()) {
            ranker.tell(withdrawn("bag"), popular("hat", 3));
            checkpoint = ranker.checkpoint();
        }

        try (var ranker = rankers.restore(checkpoint)) {
            ranker.tell(popular("bag", 9));

            assertThat(ranker.metrics().gauge(MetricNames.WITHDRAWN_ITEMS)).isEqualTo(1);
            assertThat(ranker.itemsAfter(new Visitor("bob").sees("shoe", at(0), "bag", "tie")))
                    .as("popularity comes anew from its operator")
                    .containsExactly("tie");

            ranker.tell(available("bag"));
            assertThat(ranker.metrics().gauge(MetricNames.WITHDRAWN_ITEMS)).isEqualTo(0);
        }
    }

    @Test
    void fusesAndSaysSoWhenTheModelOfBeforeIsGone() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v1"));
            ranker.say(ann.sees("shoe", at(0)));
            checkpoint = ranker.checkpoint();
        }
        FakeModelSource empty = new FakeModelSource();
        empty.refuses("v1", "no such folder");

        try (var ranker = Rankers.of(empty).restore(checkpoint)) {
            assertThat(ranker.answerTo(ann.sees("sock", at(1))).reason())
                    .isEqualTo("ranker of model v1 not there: proposals fused by rank");
        }
    }

    @Test
    void goesOnCountingAndTestingFromTheCheckpoint() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0), "bag"));
            checkpoint = ranker.checkpoint();
        }

        try (var ranker = rankers.restore(checkpoint)) {
            ranker.say(ann.sees("bag", at(1)));

            assertThat(ranker.metrics().count("answered")).isEqualTo(2);
            assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_TESTS)).isOne();
            assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_HITS_GRU)).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgetsAUserIdleForTheTtl(Backend backend) throws Exception {
        try (var ranker = rankers.on(backend).start()) {
            ranker.say(ann.sees("shoe", at(0), "bag"));
            ranker.setStateTtlProcessingTime(Rankers.USER_TTL.toMillis() - 1);
            assertThat(ranker.user("ann")).isPresent();

            ranker.setStateTtlProcessingTime(Rankers.USER_TTL.toMillis() + 1);
            assertThat(ranker.user("ann")).isEmpty();

            assertThat(ranker.itemsAfter(ann.sees("sock", at(1)))).containsExactlyInAnyOrder("shoe", "tie");
            assertThat(ranker.user("ann").orElseThrow().history().items()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesEveryUserToTheRightSubtaskWhenTheJobGrows(Backend backend) throws Exception {
        Map<String, Visitor> visitors = new HashMap<>();
        OperatorSubtaskState checkpoint;
        try (var only = rankers.on(backend).start()) {
            for (int i = 0; i < 20; i++) {
                Visitor visitor = new Visitor("user" + i);
                visitors.put("user" + i, visitor);
                only.say(visitor.sees("shoe", at(0), "bag"));
            }
            checkpoint = only.checkpoint();
        }

        List<Recommendation> answers = new ArrayList<>();
        long answered = 0;
        for (int i = 0; i < 2; i++) {
            Subtask subtask = new Subtask(i, 2);
            try (var ranker = rankers.on(backend).restore(subtask, subtask.shareOf(checkpoint))) {
                for (Map.Entry<String, Visitor> user : visitors.entrySet()) {
                    if (subtask.owns(user.getKey())) {
                        NeighbouredTurn turn = user.getValue().sees("sock", at(1));
                        answers.add(ranker.answerTo(turn));
                    }
                }
                answered += ranker.metrics().count("answered");
            }
        }

        assertThat(answers)
                .hasSize(20)
                .allSatisfy(answer -> assertThat(RankerHarness.itemsOf(answer)).contains("bag"));
        assertThat(answered).isEqualTo(40);
    }
}
