package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.fixture.Told.candidate;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.championOf;
import static io.segue.operators.fixture.Told.rejected;
import static io.segue.operators.fixture.Told.retired;
import static io.segue.operators.fixture.Told.stamp;
import static io.segue.operators.fixture.Told.superseded;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Told;
import io.segue.operators.turn.ScoredTurn;
import io.segue.state.MetricNames;
import io.segue.state.feature.StepInput;
import io.segue.state.session.HiddenState;
import org.junit.jupiter.api.Test;

/** Which model answers. */
class SessionScorerReleasesTest {
    private final FakeModel first = new FakeModel("v1", "shoe", "sock", "hat");
    private final FakeModel second = new FakeModel("v2", "hat", "sock", "shoe");
    private final FakeModelSource models = new FakeModelSource();
    private final Scorers scorers = Scorers.of(models);

    @Test
    void proposesNothingWhileTheFirstModelLoads() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("none");

            models.has(first);
            assertThat(versionAfter(scorer, "sock", 1)).isEqualTo("v1");
        }
    }

    @Test
    void takesALoadedModelIntoServiceWithoutWaitingForAnInteraction() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.setProcessingTime(10 * Scorers.LOAD_POLL_MS);
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_LOADED)).isEqualTo(0);
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_AGE_MS)).isEqualTo(-1L);

            models.has(first);
            scorer.setProcessingTime(11 * Scorers.LOAD_POLL_MS);

            assertThat(scorer.metrics().gauge(MetricNames.MODEL_LOADED)).isEqualTo(1);
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("v1");
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_AGE_MS))
                    .isEqualTo(11 * Scorers.LOAD_POLL_MS - Told.TRAINED_UNTIL_MS);
            assertThat(scorer.metrics().count(MetricNames.RELEASES_SERVED)).isOne();
            assertThat(scorer.timers()).as("nothing is loading").isZero();
        }
    }

    @Test
    void servesTheOldModelUntilTheNewOneHasLoaded() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(champion("v2"));
            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
            assertThat(models.held("v1")).isOne();

            models.has(second);
            assertThat(versionAfter(scorer, "sock", 1)).isEqualTo("v2");
            assertThat(models.held("v1")).as("given back").isZero();
            assertThat(first.openScorers()).isZero();
        }
    }

    @Test
    void mixesNoTwoModelsInOneBundle() throws Exception {
        models.has(first);
        try (var scorer = scorers.inBundlesOf(3).start()) {
            scorer.tell(champion("v1"));
            scorer.setProcessingTime(Scorers.LOAD_POLL_MS);
            scorer.tell(champion("v2"));
            first.duringCalls(() -> models.has(second));

            scorer.say(view("ann", "shoe", at(0)), view("ann", "sock", at(1)), view("ann", "hat", at(2)));
            assertThat(scorer.turns())
                    .as("v2 arrives in the first of three rounds")
                    .extracting(answer -> answer.model().version())
                    .containsExactly("v1", "v1", "v1");

            scorer.say(view("ann", "shoe", at(3)), view("ann", "sock", at(4)), view("ann", "hat", at(5)));
            assertThat(scorer.turns())
                    .extracting(answer -> answer.model().version())
                    .containsExactly("v2", "v2", "v2");
        }
    }

    @Test
    void rebuildsTheHiddenVectorOnceByReplayForANewModel() throws Exception {
        try (var scorer = serving(first)) {
            scorer.say(view("ann", "shoe", at(0)), view("ann", "sock", at(1)));
            models.has(second);
            scorer.tell(champion("v2"));

            scorer.say(view("ann", "hat", at(2)));
            assertThat(second.lastRequest().hidden()).isEmpty();
            assertThat(second.lastRequest().inputs())
                    .extracting(StepInput::itemId)
                    .containsExactly("shoe", "sock", "hat");
            assertThat(second.lastRequest().inputs())
                    .isEqualTo(scorer.user("ann").orElseThrow().tail().inputs());

            scorer.say(view("ann", "shoe", at(3)));
            assertThat(second.lastRequest().inputs())
                    .extracting(StepInput::itemId)
                    .containsExactly("shoe");
            assertThat(scorer.user("ann").orElseThrow().hidden())
                    .isEqualTo(new HiddenState(
                            stamp("v2"),
                            second.replay(
                                    scorer.user("ann").orElseThrow().tail().inputs())));
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isOne();
        }
    }

    @Test
    void forgetsWhatAnotherModelRemembersOfTheSessionsBefore() throws Exception {
        models.has(first);
        models.has(second);
        second.remembersUsers();
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)));
            scorer.tell(champion("v2"));

            scorer.say(view("ann", "hat", at(60)));

            assertThat(second.lastRequest().hidden()).isEmpty();
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isZero();
        }
    }

    @Test
    void replaysNoMoreThanTheTailItKept() throws Exception {
        try (var scorer = scorers.withTailsOf(2).start()) {
            scorer.say(view("ann", "shoe", at(0)), view("ann", "sock", at(1)));
            models.has(first);
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "hat", at(2)));

            assertThat(first.lastRequest().inputs())
                    .extracting(StepInput::itemId)
                    .containsExactly("sock", "hat");
            assertThat(first.lastRequest().inputs().get(0).context().gapBin())
                    .as("the sock still came a minute after the shoe")
                    .isPositive();
        }
    }

    @Test
    void replaysASessionThatHadNoModelSoFar() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.say(view("ann", "shoe", at(0)));
            assertThat(scorer.user("ann").orElseThrow().hidden()).isEqualTo(HiddenState.NONE);
            models.has(first);
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "sock", at(1)));

            assertThat(first.lastRequest().inputs())
                    .extracting(StepInput::itemId)
                    .containsExactly("shoe", "sock");
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isOne();
        }
    }

    @Test
    void keepsTheOldModelWhenAReleaseIsRefused() throws Exception {
        try (var scorer = serving(first)) {
            models.refuses("v2", "its golden answers differ");
            scorer.tell(champion("v2"));

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
            assertThat(scorer.metrics().count(MetricNames.RELEASES_REFUSED)).isOne();
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("v1");
        }
    }

    @Test
    void saysWhyThereIsNoModel() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            models.refuses("v1", "its golden answers differ");

            assertThat(scorer.turnOf(view("ann", "shoe", at(0))).whyNoModel())
                    .isEqualTo("no model, refused v1: its golden answers differ");

            models.has(second);
            scorer.tell(champion("v2"));
            assertThat(versionAfter(scorer, "sock", 1)).isEqualTo("v2");
            scorer.tell(retired("v2"));
            assertThat(scorer.turnOf(view("ann", "shoe", at(2))).whyNoModel())
                    .as("and not a refusal of long ago")
                    .isEqualTo("no model, v2 is retired");
        }
    }

    @Test
    void refusesABundleThatHoldsAnotherVersionAndGivesItBack() throws Exception {
        try (var scorer = serving(first)) {
            models.hasUnder("v2", new FakeModel("v3", "shoe"));
            scorer.tell(champion("v2"));

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
            assertThat(models.held("v2")).isZero();
            assertThat(scorer.metrics().count(MetricNames.RELEASES_REFUSED)).isOne();
        }
    }

    @Test
    void ignoresReleasesOfOtherModelsAndCandidates() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(championOf("bakery", "v1"), candidate("v1"));

            assertThat(models.asked()).isEmpty();
            assertThat(scorer.timers()).isZero();
        }
    }

    @Test
    void loadsAReleaseOnce() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(champion("v1"));

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
            assertThat(models.asked()).containsExactly("v1");
            assertThat(models.held("v1")).isOne();
        }
    }

    @Test
    void proposesNothingWhenItsModelRetires() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(retired("v1"));

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("none");
            assertThat(models.held("v1")).isZero();
            assertThat(first.openScorers()).isZero();
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_LOADED)).isEqualTo(0);
        }
    }

    @Test
    void servesASupersededModelUntilItsSuccessorHasLoaded() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(champion("v2"), superseded("v1", "v2"));
            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");

            models.has(second);
            assertThat(versionAfter(scorer, "sock", 1)).isEqualTo("v2");
            assertThat(models.held("v1")).as("given back").isZero();
        }
    }

    @Test
    void servesARetiredModelNoLongerWhenItsSuccessorIsRefused() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(champion("v2"), retired("v1"));

            models.refuses("v2", "torn");

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("none");
            assertThat(models.heldInAll()).isZero();
        }
    }

    @Test
    void servesOnWhereItsSuccessorIsRefused() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(champion("v2"), superseded("v1", "v2"));

            models.refuses("v2", "torn");

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
            assertThat(scorer.metrics().count(MetricNames.RELEASES_REFUSED)).isOne();
        }
    }

    @Test
    void servesASupersededModelOnThatIsTheChampionAgainBeforeItsSuccessorHasLoaded() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(champion("v2"), superseded("v1", "v2"), champion("v1"), rejected("v2"));
            models.has(second);

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
            assertThat(scorer.metrics().count(MetricNames.RELEASES_SERVED)).isOne();
            assertThat(models.held("v2")).isZero();
        }
    }

    @Test
    void answersWhatItHasCollectedBeforeItsModelRetires() throws Exception {
        models.has(first);
        try (var scorer = scorers.inBundlesOf(10).start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)));

            scorer.tell(rejected("v1"));

            assertThat(scorer.turns())
                    .extracting(answer -> answer.model().version())
                    .containsExactly("v1");
        }
    }

    @Test
    void servesOnWhenAnOldReleaseRetires() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(retired("v0"), rejected("v2"));

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
        }
    }

    @Test
    void givesUpAReleaseThatIsRejectedWhileItLoads() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"), rejected("v1"));
            models.has(first);
            scorer.setProcessingTime(Scorers.LOAD_POLL_MS);

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("none");
            assertThat(models.held("v1")).isZero();
            assertThat(scorer.timers()).isZero();
        }
    }

    @Test
    void servesTheNewestOfTwoReleasesThatLoad() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"), champion("v2"));

            models.has(first);
            assertThat(models.held("v1")).as("given back as it arrives").isZero();
            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("none");

            models.has(second);
            assertThat(versionAfter(scorer, "sock", 1)).isEqualTo("v2");
            scorer.setProcessingTime(Scorers.LOAD_POLL_MS);
            assertThat(scorer.timers()).isZero();
        }
    }

    @Test
    void staysWithItsModelWhenThatIsReleasedAgainWhileANewOneLoads() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(champion("v2"), champion("v1"));
            models.has(second);

            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
            assertThat(models.asked()).containsExactly("v1", "v2");
            assertThat(models.held("v2")).isZero();
        }
    }

    @Test
    void hidesWithdrawnItemsFromTheListsOfEveryModel() throws Exception {
        try (var scorer = serving(first)) {
            scorer.tell(withdrawn("hat"), champion("v2"));
            models.has(second);

            assertThat(scorer.itemsAfter(view("ann", "shoe", at(0)))).containsExactly("sock");
        }
    }

    @Test
    void opensTheViewOfAReleaseBesideItsTaskAndTellsItWhatIsSaidMeanwhile() throws Exception {
        models.has(second);
        try (var scorer = serving(first)) {
            models.opensLater();
            scorer.tell(champion("v2"), withdrawn("hat"));
            assertThat(versionAfter(scorer, "tie", 0)).as("loaded, not open").isEqualTo("v1");
            assertThat(second.openScorers()).isZero();

            models.openViews();
            scorer.tell(withdrawn("sock"));

            assertThat(scorer.itemsAfter(view("ann", "tie", at(1)))).containsExactly("shoe");
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("v2");
            assertThat(first.openScorers()).isZero();
        }
    }

    @Test
    void closesAViewThatIsOpenedForAReleaseThatWasGivenUp() throws Exception {
        models.has(second);
        try (var scorer = serving(first)) {
            models.opensLater();
            scorer.tell(champion("v2"), champion("v1"));
            assertThat(models.held("v2")).isOne();

            models.openViews();

            assertThat(second.openScorers()).isZero();
            assertThat(models.held("v2")).isZero();
            assertThat(versionAfter(scorer, "shoe", 0)).isEqualTo("v1");
        }
    }

    @Test
    void givesItsModelBackWhenItCloses() throws Exception {
        var scorer = serving(first);
        scorer.tell(champion("v2"));

        scorer.close();
        assertThat(models.held("v1")).isZero();
        assertThat(first.openScorers()).isZero();

        models.has(second);
        assertThat(models.held("v2")).as("arrived too late").isZero();
    }

    private ScorerHarness serving(FakeModel model) throws Exception {
        models.has(model);
        ScorerHarness scorer = scorers.start();
        scorer.tell(champion(model.version()));
        scorer.setProcessingTime(Scorers.LOAD_POLL_MS);
        return scorer;
    }

    private static String versionAfter(ScorerHarness scorer, String itemId, int minute) throws Exception {
        ScoredTurn turn = scorer.turnOf(view("ann", itemId, at(minute)));
        return turn.model().version();
    }
}
