package io.segue.operators.ranking;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Told.popular;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.rules.RuleSettings;
import io.segue.operators.fixture.Visitor;
import io.segue.state.MetricNames;
import java.time.Duration;
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
    void comparesWithThePopularItemsOfTheMoment() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0)));
            ranker.tell(popular("shoe", 9), popular("coat", 4), popular("cap", 3), popular("scarf", 2));
            ranker.tell(popular("tie", 1));

            ranker.say(ann.sees("coat", at(1)));
            assertCounts(ranker, 1, 0, 1);

            ranker.say(ann.sees("tie", at(2)));
            assertCounts(ranker, 2, 0, 1);
        }
    }

    @Test
    void givesPopularityThePlaceOfTheItemJustSeenAndNoWithdrawnItem() throws Exception {
        try (var ranker = rankers.start()) {
            ranker.say(ann.sees("shoe", at(0)));
            ranker.tell(popular("shoe", 9), popular("tie", 4), popular("cap", 3), popular("scarf", 2));
            ranker.say(ann.sees("scarf", at(1)));
            assertCounts(ranker, 1, 0, 1);

            ranker.tell(withdrawn("tie"));
            ranker.say(ann.sees("tie", at(2)));
            assertCounts(ranker, 2, 0, 1);
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
    void testsNoListThatNoModelHadAPartIn() throws Exception {
        try (var ranker = rankers.start()) {
            Visitor bob = new Visitor("bob");
            ranker.say(bob.sees("shoe", at(0), "hat"));
            bob.scoredBy("v1", "sock");

            ranker.say(bob.sees("hat", at(1)));
            assertCounts(ranker, 0, 0, 0);

            ranker.say(bob.sees("sock", at(2)));
            assertCounts(ranker, 1, 1, 0);
        }
    }

    @Test
    void testsInsideABundleToo() throws Exception {
        try (var ranker = rankers.inBundlesOf(3).start()) {
            ranker.say(ann.sees("shoe", at(0)), ann.sees("hat", at(1)), ann.sees("coat", at(2)));

            assertCounts(ranker, 2, 1, 0);
        }
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
