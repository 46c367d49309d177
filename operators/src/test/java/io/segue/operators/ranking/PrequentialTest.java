package io.segue.operators.ranking;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.popular;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.rank.LiveReplay;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Interactions;
import io.segue.operators.fixture.Visitor;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.state.MetricNames;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.prequential.ListTest;
import io.segue.state.prequential.UserSample;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.session.Outcome;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/** Test, then train. After a shoe the model proposes sock, hat and bag. */
class PrequentialTest {
    private final Rankers rankers = Rankers.with();
    private final Visitor ann = new Visitor("ann").scoredBy("v1", "sock", "hat", "bag");

    @Test
    void countsAHitWhenTheNextItemWasOnTheListShown() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0)), ann.sees("bag", at(1)));

            assertCounts(ranker, 1, 1, 0);
            assertThat(ranker.metrics().gauge(MetricNames.PREQUENTIAL_RECALL_GRU))
                    .isEqualTo(1.0);
            assertThat(ranker.metrics().gauge(MetricNames.PREQUENTIAL_RECALL_POPULARITY))
                    .isEqualTo(0.0);
        }
    }

    @Test
    void countsAMissWhenItWasNot() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0)), ann.sees("coat", at(1)));

            assertCounts(ranker, 1, 0, 0);
        }
    }

    @Test
    void comparesWithWhatWasPopularWhenTheListWasMade() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(popular("coat", 4), popular("cap", 3), popular("scarf", 2), popular("tie", 1));
            ranker.say(ann.sees("shoe", at(0)));
            ranker.tell(popular("tie", 9));

            ranker.say(ann.sees("tie", at(1)));
            assertControl(ranker, 1, 0);

            ranker.say(ann.sees("coat", at(2)));
            assertControl(ranker, 2, 1);
        }
    }

    @Test
    void givesPopularityThePlaceOfTheItemJustSeenAndNoWithdrawnItem() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(popular("shoe", 9), popular("tie", 4), popular("cap", 3), popular("scarf", 2));
            ranker.say(ann.sees("shoe", at(0)), ann.sees("scarf", at(1)));
            assertControl(ranker, 1, 1);

            ranker.tell(withdrawn("tie"));
            ranker.say(ann.sees("shoe", at(2)), ann.sees("tie", at(3)));
            assertControl(ranker, 3, 2);
        }
    }

    @Test
    void asksPopularityForTheSampleOnly() throws Exception {
        try (var ranker = rankers.comparing(new UserSample(0)).start()) {
            ranker.tell(popular("bag", 9));
            ranker.say(ann.sees("shoe", at(0)), ann.sees("bag", at(1)));

            assertCounts(ranker, 1, 1, 0);
            assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_CONTROL_TESTS))
                    .isZero();
            assertThat(tests(ranker))
                    .singleElement()
                    .satisfies(test -> assertThat(test.hasControl()).isFalse());
        }
    }

    @Test
    void tellsOfEveryTestWhereTheItemWasAndWhoHadProposedIt() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.tell(popular("bag", 9));
            ranker.say(
                    ann.sees("shoe", at(0)),
                    ann.answers(Interactions.of(InteractionType.PURCHASE, "ann", "hat", at(1))),
                    ann.sees("coat", at(2)));

            ModelVersion v1 = new ModelVersion("v1", ModelVersion.CHAMPION);
            assertThat(tests(ranker))
                    .containsExactly(
                            new ListTest(at(1), v1, 3, "gru", 0, InteractionType.PURCHASE, false),
                            new ListTest(at(2), v1, 0, "", 0, InteractionType.VIEW, false));
        }
    }

    @Test
    void knowsTheItemsOfTheTrainingOfTheModelInService() throws Exception {
        LiveReplay trained = new LiveReplay(Rankers.LIVE, ItemCatalogue.EMPTY);
        SessionEvent seen = new SessionEvent("hat", InteractionType.VIEW, at(-60));
        trained.observe("bob", "s0", new SessionTail(List.of(seen), ContextFeatures.NO_PRECEDING));
        FakeModelSource models = FakeModelSource.with(new FakeModel("v1", "hat").trainedOn(trained.counts()));
        try (var ranker = Rankers.of(models).start()) {
            ranker.tell(champion("v1"));
            ranker.say(ann.sees("shoe", at(0)), ann.sees("hat", at(1)), ann.sees("coat", at(2)));

            assertThat(tests(ranker)).extracting(ListTest::known).containsExactly(true, false);
        }
    }

    @Test
    void takesNoRepeatOfTheItemJustSeenForATest() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0)), ann.sees("shoe", at(1)));

            assertCounts(ranker, 0, 0, 0);
        }
    }

    @Test
    void takesARepeatForATestWhereListsMayHoldIt() throws Exception {
        RuleSettings repeating = new RuleSettings(false, Duration.ZERO, 0, 0, 0, Duration.ofDays(1), 0);
        try (var ranker = rankers.ruledBy(repeating).start()) {
            ranker.tell(popular("shoe", 9));
            ann.scoredBy("v1", "shoe");
            ranker.say(ann.sees("shoe", at(0)), ann.sees("shoe", at(1)));

            assertCounts(ranker, 1, 1, 1);
        }
    }

    @Test
    void takesNoFirstInteractionOfASessionForATest() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0)), ann.opens("s2").sees("sock", at(60)));

            assertCounts(ranker, 0, 0, 0);
        }
    }

    @Test
    void testsListsThatNoModelHadAPartInTooAndSaysSo() throws Exception {
        try (var ranker = rankers.start()) {
            Visitor bob = new Visitor("bob");
            ranker.say(bob.sees("shoe", at(0), "hat"), bob.sees("hat", at(1)));

            assertCounts(ranker, 1, 1, 0);
            assertThat(tests(ranker)).singleElement().satisfies(test -> {
                assertThat(test.model().version()).isEqualTo(ModelVersion.NONE);
                assertThat(test.source()).isEqualTo("successors");
            });
        }
    }

    @Test
    void testsTheListOfTheNewestTurnAndNotOfOneThatWasOvertaken() throws Exception {
        NeighbouredTurn shoe = ann.sees("shoe", at(0));
        NeighbouredTurn hat = ann.scoredBy("v2", "coat").sees("hat", at(1));
        NeighbouredTurn coat = ann.sees("coat", at(2));
        try (var ranker = rankers.start()) {
            ranker.say(hat, shoe, coat);

            assertThat(tests(ranker))
                    .singleElement()
                    .extracting(ListTest::model, ListTest::rank)
                    .containsExactly(new ModelVersion("v2", ModelVersion.CHAMPION), 1);
            assertThat(ranker.metrics().count(MetricNames.UNTESTED_OVERTAKEN)).isEqualTo(1);
        }
    }

    @Test
    void goesOnWithItsSessionAfterATurnOfTheSessionBefore() throws Exception {
        NeighbouredTurn shoe = ann.sees("shoe", at(0));
        NeighbouredTurn tie = ann.sees("tie", at(1));
        NeighbouredTurn cap = ann.opens("s2").sees("cap", at(60));
        NeighbouredTurn sock = ann.sees("sock", at(61));
        try (var ranker = rankers.start()) {
            ranker.say(shoe, cap, tie, sock);

            assertCounts(ranker, 1, 1, 0);
            assertThat(ranker.metrics().count(MetricNames.UNTESTED_OVERTAKEN)).isEqualTo(1);
        }
    }

    @Test
    void leavesNoInteractionOutOfItsAccounts() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(new Visitor("bob").sees("shoe", at(0))); // an empty list
            NeighbouredTurn overtaken = ann.sees("coat", at(0));
            ranker.say(ann.sees("shoe", at(0)), overtaken, ann.sees("shoe", at(1)), ann.sees("hat", at(2)));

            assertThat(ranker.metrics().count(MetricNames.UNTESTED_NO_LIST)).isEqualTo(2);
            assertThat(ranker.metrics().count(MetricNames.UNTESTED_OVERTAKEN)).isEqualTo(1);
            assertThat(ranker.metrics().count(MetricNames.UNTESTED_REPEAT)).isEqualTo(1);
            assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_TESTS)).isEqualTo(1);
            assertThat(ranker.metrics().count(MetricNames.of(Outcome.ANSWERED))).isEqualTo(5);
        }
    }

    private static List<ListTest> tests(RankerHarness ranker) {
        return ranker.getSideOutput(Ranker.TESTS).stream()
                .map(StreamRecord::getValue)
                .toList();
    }

    private static void assertControl(RankerHarness ranker, long tests, long hits) {
        assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_CONTROL_TESTS))
                .as("tests of popularity")
                .isEqualTo(tests);
        assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_HITS_POPULARITY))
                .as("hits of popularity")
                .isEqualTo(hits);
    }

    private static void assertCounts(RankerHarness ranker, long tests, long hitsModel, long hitsPopularity) {
        assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_TESTS))
                .as("tests")
                .isEqualTo(tests);
        assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_HITS_GRU))
                .as("hits of the model")
                .isEqualTo(hitsModel);
        assertThat(ranker.metrics().count(MetricNames.PREQUENTIAL_HITS_POPULARITY))
                .as("hits of popularity")
                .isEqualTo(hitsPopularity);
    }
}
