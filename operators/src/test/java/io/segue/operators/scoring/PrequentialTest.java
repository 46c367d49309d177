package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.scoring.Told.champion;
import static io.segue.operators.scoring.Told.popular;
import static io.segue.operators.scoring.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import org.junit.jupiter.api.Test;

/** Test, then train. After a shoe the model shows sock, hat and bag. */
class PrequentialTest {
    private static final Interaction SHOE = view("ann", "shoe", at(0));

    private final Scorers scorers = Scorers.with(new FakeModel("v1", "shoe", "sock", "hat", "bag", "coat"));

    @Test
    void countsAHitWhenTheNextItemWasOnTheListShown() throws Exception {
        try (var scorer = serving()) {
            scorer.say(SHOE, view("ann", "bag", at(1)));

            assertCounts(scorer, 1, 1, 0);
            assertThat(scorer.metrics().gauge(MetricNames.PREQUENTIAL_RECALL_GRU))
                    .isEqualTo(1.0);
            assertThat(scorer.metrics().gauge(MetricNames.PREQUENTIAL_RECALL_POPULARITY))
                    .isEqualTo(0.0);
        }
    }

    @Test
    void countsAMissWhenItWasNot() throws Exception {
        try (var scorer = serving()) {
            scorer.say(SHOE, view("ann", "coat", at(1)));

            assertCounts(scorer, 1, 0, 0);
        }
    }

    @Test
    void comparesWithThePopularItemsOfTheMoment() throws Exception {
        try (var scorer = serving()) {
            scorer.tell(
                    popular("shoe", 9), popular("coat", 4), popular("hat", 3), popular("scarf", 2), popular("bag", 1));
            scorer.say(SHOE, view("ann", "coat", at(1)));
            assertCounts(scorer, 1, 0, 1);

            scorer.say(view("ann", "bag", at(2)));
            assertCounts(scorer, 2, 0, 1);

            scorer.say(view("ann", "scarf", at(3)));
            assertCounts(scorer, 3, 0, 1);
        }
    }

    @Test
    void givesPopularityThePlaceOfTheItemJustSeen() throws Exception {
        try (var scorer = serving()) {
            scorer.tell(popular("shoe", 9), popular("tie", 4), popular("cap", 3), popular("scarf", 2));

            scorer.say(SHOE, view("ann", "scarf", at(1)));

            assertCounts(scorer, 1, 0, 1);
        }
    }

    @Test
    void givesPopularityNoWithdrawnItem() throws Exception {
        try (var scorer = serving()) {
            scorer.tell(popular("coat", 4), withdrawn("coat"));

            scorer.say(SHOE, view("ann", "coat", at(1)));

            assertCounts(scorer, 1, 0, 0);
        }
    }

    @Test
    void takesNoRepeatOfTheItemJustSeenForATest() throws Exception {
        try (var scorer = serving()) {
            scorer.say(SHOE, view("ann", "shoe", at(1)));

            assertCounts(scorer, 0, 0, 0);
        }
    }

    @Test
    void takesNeitherAFirstInteractionNorADuplicateForATest() throws Exception {
        try (var scorer = serving()) {
            scorer.say(SHOE, SHOE, view("ann", "sock", at(40)));

            assertThat(scorer.user("ann").orElseThrow().tail().events())
                    .as("a new session")
                    .hasSize(1);
            assertCounts(scorer, 0, 0, 0);
        }
    }

    @Test
    void testsNoListOfPopularity() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(popular("hat", 1));
            scorer.say(SHOE);
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "hat", at(1)));
            assertCounts(scorer, 0, 0, 0);

            scorer.say(view("ann", "sock", at(2)));
            assertCounts(scorer, 1, 1, 0);
        }
    }

    @Test
    void testsInsideABundleToo() throws Exception {
        try (var scorer = scorers.inBundlesOf(3).start()) {
            scorer.tell(champion("v1"));

            scorer.say(SHOE, view("ann", "hat", at(1)), view("ann", "coat", at(2)));

            assertCounts(scorer, 2, 1, 0);
        }
    }

    private ScorerHarness serving() throws Exception {
        ScorerHarness scorer = scorers.start();
        scorer.tell(champion("v1"));
        return scorer;
    }

    private static void assertCounts(ScorerHarness scorer, long tests, long hitsGru, long hitsPopularity) {
        assertThat(scorer.metrics().count(MetricNames.PREQUENTIAL_TESTS))
                .as("tests")
                .isEqualTo(tests);
        assertThat(scorer.metrics().count(MetricNames.PREQUENTIAL_HITS_GRU))
                .as("hits of the model")
                .isEqualTo(hitsGru);
        assertThat(scorer.metrics().count(MetricNames.PREQUENTIAL_HITS_POPULARITY))
                .as("hits of popularity")
                .isEqualTo(hitsPopularity);
    }
}
