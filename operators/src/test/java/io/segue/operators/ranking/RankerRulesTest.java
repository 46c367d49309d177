package io.segue.operators.ranking;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.purchase;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.popular;
import static io.segue.operators.fixture.Told.withContent;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.segue.models.rank.RankFeature;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.Networks;
import io.segue.operators.fixture.Visitor;
import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage.ItemActivityChanged;
import io.segue.state.item.ItemContent;
import io.segue.state.live.DecayedCounts;
import io.segue.state.live.Impressions;
import io.segue.state.live.ItemActivity;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules of a list make of it. The model, where there is one, proposes in the order in which it is asked to. */
class RankerRulesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final Rankers rankers =
            Rankers.with(new FakeModel("v1").rankedBy(Networks.by(RankFeature.MODEL_RECIPROCAL_RANK)));
    private final Visitor ann = new Visitor("ann").scoredBy("v1", "sock", "hat", "bag", "tie");

    private RankerHarness start(RuleSettings rules) throws Exception {
        RankerHarness ranker = rankers.ruledBy(rules).start();
        ranker.tell(champion("v1"));
        return ranker;
    }

    @Test
    void leavesOutWhatWasBoughtForAWhile() throws Exception {
        try (var ranker = start(new RuleSettings(true, Duration.ofHours(1), 0, 0, 0, DAY, 0))) {
            ranker.say(ann.answers(purchase("ann", "hat", at(0))));

            assertThat(ranker.itemsAfter(ann.sees("shoe", at(59)))).containsExactly("sock", "bag", "tie");
            assertThat(ranker.itemsAfter(ann.opens("s2").sees("shoe", at(60))))
                    .as("an hour later")
                    .containsExactly("sock", "hat", "bag");
        }
    }

    @ParameterizedTest
    @EnumSource
    void putsBehindWhatWasShownInVainOverSessionsAndACheckpoint(Backend backend) throws Exception {
        Rankers tiring = rankers.on(backend).ruledBy(new RuleSettings(true, Duration.ZERO, 2, 0, 0, DAY, 0));
        OperatorSubtaskState checkpoint;
        try (var ranker = tiring.start()) {
            ranker.tell(champion("v1"));
            ranker.say(ann.sees("shoe", at(0)));
            assertThat(ranker.itemsAfter(ann.opens("s2").sees("shoe", at(60)))).containsExactly("sock", "hat", "bag");
            checkpoint = ranker.checkpoint();
        }

        try (var ranker = tiring.restore(checkpoint)) {
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(61))))
                    .as("the others were shown twice")
                    .containsExactly("tie", "sock", "hat");
            assertThat(ranker.itemsAfter(ann.sees("hat", at(62)))).containsExactly("tie", "shoe", "sock");
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(63))))
                    .as("a hat that ann came back to")
                    .startsWith("hat");
        }
    }

    @Test
    void remembersNoImpressionsWithoutThatRule() throws Exception {
        try (var ranker = start(RuleSettings.DEFAULT)) {
            ranker.say(ann.sees("shoe", at(0)));

            assertThat(ranker.user("ann").orElseThrow().impressions()).isEqualTo(Impressions.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void limitsTheItemsOfACategoryWithARankerAndWithout(boolean isRanked) throws Exception {
        ItemContent warm = new ItemContent("warm", "", 0, "");
        try (var ranker = rankers.ruledBy(new RuleSettings(true, Duration.ZERO, 0, 1, 0, DAY, 0))
                .start()) {
            if (isRanked) {
                ranker.tell(champion("v1"));
            }
            ranker.tell(withContent("sock", warm), withContent("hat", warm));

            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0)));

            assertThat(RankerHarness.itemsOf(answer)).containsExactly("sock", "bag", "tie");
            assertThat(ranker.metrics().count(MetricNames.ANSWERED_FUSED)).isEqualTo(isRanked ? 0 : 1);
        }
    }

    @Test
    void liftsWhatWasFirstSeenAMomentAgo() throws Exception {
        try (var ranker = start(new RuleSettings(true, Duration.ZERO, 0, 0, 5, DAY, 0))) {
            for (String old : List.of("sock", "hat", "bag")) {
                ranker.tell(seenFirst(old, at(0) - 10 * DAY.toMillis()));
            }
            ranker.tell(seenFirst("tie", at(0)));

            assertThat(ranker.itemsAfter(ann.sees("shoe", at(0)))).containsExactly("tie", "sock", "hat");
        }
    }

    private static ItemActivityChanged seenFirst(String itemId, long firstSeenMs) {
        return new ItemActivityChanged(itemId, new ItemActivity(firstSeenMs, at(0), DecayedCounts.NONE));
    }

    @Test
    void showsAnItemThatWasAnnouncedBeforeAndThatNobodyHasSeen() throws Exception {
        try (var ranker = start(new RuleSettings(true, Duration.ZERO, 0, 0, 0, DAY, 1))) {
            ranker.tell(available("scarf"));

            Recommendation answer = ranker.answerTo(ann.sees("shoe", at(0)));

            assertThat(answer.items())
                    .extracting(RecommendedItem::itemId, RecommendedItem::source)
                    .containsExactly(
                            tuple("sock", Source.GRU), tuple("hat", Source.GRU), tuple("scarf", Source.EXPLORATION));
            assertThat(answer.items().get(2).because()).containsExactly("new, not seen yet");
            assertThat(ranker.metrics().count(MetricNames.EXPLORED)).isOne();

            ranker.tell(popular("scarf", 1));
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(1))))
                    .as("seen meanwhile")
                    .doesNotContain("scarf");
            assertThat(ranker.metrics().count(MetricNames.EXPLORED)).isOne();
        }
    }

    @Test
    void exploresNeitherWithdrawnItemsNorTheOneJustSeen() throws Exception {
        Rankers exploring = rankers.ruledBy(new RuleSettings(false, Duration.ZERO, 0, 0, 0, DAY, 1));
        OperatorSubtaskState checkpoint;
        try (var ranker = exploring.start()) {
            ranker.tell(champion("v1"), available("scarf"), available("shoe"), withdrawn("scarf"));
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(0)))).doesNotContain("scarf");
            checkpoint = ranker.checkpoint();
        }

        try (var ranker = exploring.restore(checkpoint)) {
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(1)))).doesNotContain("scarf");
            assertThat(ranker.metrics().count(MetricNames.EXPLORED)).isZero();

            ranker.tell(available("scarf"));
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(2)))).endsWith("scarf");
            assertThat(ranker.metrics().count(MetricNames.EXPLORED)).isOne();
        }
    }

    @Test
    void showsTheItemJustSeenOnlyWhereARuleSaysSo() throws Exception {
        ann.scoredBy("v1", "shoe", "hat");
        try (var ranker = start(new RuleSettings(false, Duration.ZERO, 0, 0, 0, DAY, 0))) {
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(0)))).containsExactly("shoe", "hat");
        }
        try (var ranker = start(RuleSettings.DEFAULT)) {
            assertThat(ranker.itemsAfter(ann.sees("shoe", at(0)))).containsExactly("hat");
        }
    }
}
