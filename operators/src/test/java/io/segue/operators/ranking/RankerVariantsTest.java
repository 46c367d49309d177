package io.segue.operators.ranking;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.experiment;
import static io.segue.operators.fixture.Told.pinned;
import static io.segue.operators.fixture.Told.popular;
import static io.segue.operators.fixture.Told.withdrawn;
import static io.segue.operators.ranking.RankerHarness.itemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.segue.models.rank.RankFeature;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.Networks;
import io.segue.operators.fixture.Visitor;
import io.segue.operators.turn.TurnVariant;
import io.segue.state.MetricNames;
import io.segue.state.live.ServedList.ShadowList;
import io.segue.state.live.ServedList.Shown;
import io.segue.state.prequential.ListTest;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.Source;
import io.segue.state.release.VariantList;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Who answers where an experiment runs, and what is tested beside it. v2 is champion, v1 on trial. */
class RankerVariantsTest {
    private final FakeModel tried = new FakeModel("v1").rankedBy(Networks.by(RankFeature.MODEL_RECIPROCAL_RANK));
    private final FakeModel champion = new FakeModel("v2")
            .rankedBy(Networks.by(RankFeature.SUCCESSOR_RECIPROCAL_RANK, RankFeature.MODEL_RECIPROCAL_RANK));
    private final Rankers rankers = Rankers.with(tried, champion);
    private final Visitor ann = new Visitor("ann").scoredBy("v2", "sock", "hat", "bag");

    private static TurnVariant answering(VariantList list, int lane) {
        return new TurnVariant("b", false, list, lane);
    }

    private static TurnVariant shadow(String id, VariantList list, int lane) {
        return new TurnVariant(id, true, list, lane);
    }

    @Test
    void answersByTheVariantOfTheUserAndNamesIt() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v2"), experiment(pinned("b", "v1", VariantList.RANKED)));
            ann.withLane("v1", "tie", "coat").withVariant(answering(VariantList.RANKED, 1));

            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0), "cap"));

            assertThat(answer.model()).isEqualTo(new ModelVersion("v1", "b"));
            assertThat(itemsOf(answer)).as("by the ranker of v1").startsWith("tie", "coat");
            assertThat(answer.reason()).isEqualTo("next item in the session, after shoe");
            assertThat(answer.recommendationId())
                    .isEqualTo(Recommendation.idOf(
                            new Visitor("ann").sees("shoe", at(0)).turn().trigger(), answer.model()));
            assertThat(ranker.metrics().count(MetricNames.ANSWERED_VARIANTS)).isOne();
        }
    }

    @Test
    void makesEveryKindOfListUnderTheSameRules() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(popular("shoe", 9), popular("tie", 8), popular("cap", 7), withdrawn("cap"));
            ann.withLane("v1", "shoe", "cap", "coat");

            ann.withVariant(answering(VariantList.MODEL, 1));
            Recommendation byModel = ranker.answerTo(ann.sees("shoe", at(0)));
            assertThat(byModel.model()).isEqualTo(new ModelVersion("v1", "b"));
            assertThat(itemsOf(byModel)).containsExactly("coat");

            Visitor bob = new Visitor("bob").withVariant(answering(VariantList.POPULARITY, TurnVariant.NO_MODEL));
            Recommendation byPopularity = ranker.answerTo(bob.sees("shoe", at(0)));
            assertThat(byPopularity.model()).isEqualTo(new ModelVersion("none", "b"));
            assertThat(itemsOf(byPopularity)).containsExactly("tie");
            assertThat(byPopularity.reason()).isEqualTo("what was popular in about the last hour");

            Visitor cid = new Visitor("cid").withVariant(answering(VariantList.SUCCESSORS, TurnVariant.NO_MODEL));
            ranker.say(cid.sees("sock", at(0), "bag"));
            Recommendation bySuccessors = ranker.answerTo(cid.sees("shoe", at(1), "hat", "cap"));
            assertThat(itemsOf(bySuccessors)).as("of the whole session").containsExactly("hat", "bag");
        }
    }

    @Test
    void answersByTheChampionWhereAVariantHasNoModel() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v2"));
            ann.withVariant(answering(VariantList.RANKED, TurnVariant.NO_MODEL));

            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0)));

            assertThat(answer.model()).isEqualTo(new ModelVersion("v2", "champion"));
            assertThat(ranker.metrics().count(MetricNames.VARIANT_FALLBACKS)).isOne();
            assertThat(ranker.metrics().count(MetricNames.ANSWERED_VARIANTS)).isZero();
        }
    }

    @Test
    void testsTheListsOfShadowsAgainstTheListThatWasShown() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(popular("tie", 9));
            ann.withLane("v1", "hat", "coat")
                    .withVariant(shadow("m", VariantList.MODEL, 1))
                    .withVariant(shadow("p", VariantList.POPULARITY, TurnVariant.NO_MODEL));
            Recommendation shown = ranker.answerTo(ann.sees("shoe", at(0)));
            assertThat(shown.model()).isEqualTo(new ModelVersion("v2", "champion"));
            assertThat(itemsOf(shown)).contains("hat");
            int rank = itemsOf(shown).indexOf("hat") + 1;

            ranker.say(ann.sees("hat", at(1)));

            assertThat(tests(ranker))
                    .extracting(
                            ListTest::model, ListTest::rank, ListTest::source, ListTest::controlRank, ListTest::shadow)
                    .containsExactly(
                            tuple(new ModelVersion("v2", "champion"), rank, "gru", 0, false),
                            tuple(new ModelVersion("v1", "m"), 1, "gru", rank, true),
                            tuple(new ModelVersion("none", "p"), 0, "", rank, true));
            assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_TESTS))
                    .as("one list was shown")
                    .isOne();
            assertThat(ranker.metrics().count(MetricNames.SHADOW_LISTS)).isEqualTo(4);
        }
    }

    @Test
    void countsShadowsThatMakeNoListAndAnswersAllTheSame() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v2"));
            ann.withLane("v9", "hat")
                    .withVariant(shadow("none", VariantList.MODEL, TurnVariant.NO_MODEL))
                    .withVariant(shadow("unranked", VariantList.RANKED, 1))
                    .withVariant(shadow("broken", VariantList.MODEL, 7));

            assertThat(ranker.itemsAfter(ann.sees("shoe", at(0)))).contains("sock");

            assertThat(ranker.metrics().count(MetricNames.SHADOW_LISTS_MISSING)).isEqualTo(3);
            assertThat(ranker.user("ann").orElseThrow().served().shadows()).isEmpty();
        }
    }

    @Test
    void remembersTheListsOfShadowsAcrossARestart() throws Exception {
        OperatorSubtaskState checkpoint;
        ann.withLane("v1", "hat").withVariant(shadow("m", VariantList.MODEL, 1));
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0)));
            checkpoint = ranker.checkpoint();
        }
        try (var ranker = rankers.restore(checkpoint)) {
            assertThat(ranker.user("ann").orElseThrow().served().shadows())
                    .containsExactly(
                            new ShadowList(new ModelVersion("v1", "m"), List.of(new Shown("hat", Source.GRU))));
            ranker.say(ann.sees("hat", at(1)));
            assertThat(tests(ranker)).extracting(ListTest::shadow).containsExactly(false, true);
        }
    }

    @Test
    void tiresNobodyWithWhatAShadowListed() throws Exception {
        RuleSettings tiring = new RuleSettings(true, Duration.ZERO, 1, 0, 0, Duration.ofDays(1), 0);
        try (var ranker = rankers.ruledBy(tiring).start()) {
            ann.withLane("v1", "tie").withVariant(shadow("m", VariantList.MODEL, 1));

            ranker.say(ann.sees("shoe", at(0)));

            assertThat(ranker.user("ann").orElseThrow().impressions().counts())
                    .containsKey("sock")
                    .doesNotContainKey("tie");
        }
    }

    @Test
    void ranksByAPinnedModelAfterARestart() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var ranker = rankers.start()) {
            ranker.tell(champion("v2"), experiment(pinned("b", "v1", VariantList.RANKED)));
            checkpoint = ranker.checkpoint();
        }
        try (var ranker = rankers.restore(checkpoint)) {
            ann.withLane("v1", "tie").withVariant(answering(VariantList.RANKED, 1));
            assertThat(ranker.answerTo(ann.sees("shoe", at(0))).model().variant())
                    .isEqualTo("b");

            ranker.tell(experiment());
            assertThat(ranker.answerTo(ann.sees("hat", at(1))).model().variant())
                    .as("its ranker is gone")
                    .isEqualTo("champion");
        }
    }

    private static List<ListTest> tests(RankerHarness ranker) {
        return ranker.getSideOutput(Ranker.TESTS).stream()
                .map(StreamRecord::getValue)
                .toList();
    }
}
