package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.experiment;
import static io.segue.operators.fixture.Told.pinned;
import static io.segue.operators.fixture.Told.rejected;
import static io.segue.operators.fixture.Told.shadow;
import static io.segue.operators.fixture.Told.stamp;
import static io.segue.operators.fixture.Told.superseded;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.proposal.ScoredItem;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.turn.LaneScores;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.TurnVariant;
import io.segue.state.MetricNames;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.session.HiddenState;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What the variants of an experiment add to a turn. v2 is champion, v1 on trial. */
class SessionScorerVariantsTest {
    private final FakeModel tried = new FakeModel("v1", "hat", "sock", "shoe");
    private final FakeModel champion = new FakeModel("v2", "shoe", "sock", "hat");
    private final FakeModelSource models = FakeModelSource.with(tried, champion);
    private final Scorers scorers = Scorers.of(models);

    @Test
    void letsAVariantsModelScoreBesideTheChampion() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), experiment(pinned("b", "v1", VariantList.RANKED)));

            ScoredTurn turn = scorer.turnOf(view("ann", "tie", at(0)));

            assertThat(turn.model().version()).isEqualTo("v2");
            assertThat(ScorerHarness.itemsOf(turn)).startsWith("shoe");
            assertThat(turn.variants()).containsExactly(new TurnVariant("b", false, VariantList.RANKED, 1));
            assertThat(turn.lanes()).singleElement().satisfies(lane -> {
                assertThat(lane.version()).isEqualTo("v1");
                assertThat(lane.proposals()).extracting(ScoredItem::itemId).startsWith("hat");
            });
        }
    }

    @Test
    void remembersASessionForEachModelAndStepsEachFromItsOwn() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"));
            scorer.say(view("ann", "shoe", at(0)));
            scorer.tell(experiment(shadow("b", "v1", VariantList.MODEL)));
            scorer.say(view("ann", "sock", at(1)));
            assertThat(tried.lastRequest().inputs()).as("the whole tail").hasSize(2);

            scorer.say(view("ann", "hat", at(2)));

            assertThat(tried.lastRequest().inputs()).hasSize(1);
            assertThat(champion.lastRequest().inputs()).hasSize(1);
            var ann = scorer.user("ann").orElseThrow();
            assertThat(ann.hidden().isOf(stamp("v2"))).isTrue();
            assertThat(ann.others())
                    .containsExactly(
                            new HiddenState(stamp("v1"), tried.replay(ann.tail().inputs())));
        }
    }

    @Test
    void asksEveryModelOnceARound() throws Exception {
        try (var scorer = scorers.inBundlesOf(4).start()) {
            scorer.tell(
                    champion("v2"),
                    experiment(
                            pinned("b", "v1", VariantList.RANKED),
                            shadow("c", "v1", VariantList.MODEL),
                            new Variant("d", 1, true, VariantList.POPULARITY, VariantModel.CHAMPION),
                            new Variant("e", 1, true, VariantList.MODEL, VariantModel.CHAMPION)));

            scorer.say(
                    view("ann", "shoe", at(0)),
                    view("bob", "sock", at(0)),
                    view("cid", "hat", at(0)),
                    view("ann", "sock", at(1)));

            assertThat(tried.callSizes()).containsExactly(3, 1);
            assertThat(champion.callSizes()).containsExactly(3, 1);
            assertThat(scorer.turns().get(0).variants())
                    .containsExactly(
                            new TurnVariant("b", false, VariantList.RANKED, 1),
                            new TurnVariant("c", true, VariantList.MODEL, 1),
                            new TurnVariant("d", true, VariantList.POPULARITY, TurnVariant.NO_MODEL),
                            new TurnVariant("e", true, VariantList.MODEL, TurnVariant.CHAMPION));
        }
    }

    @Test
    void asksForTheUsersOfAVariantOnly() throws Exception {
        try (var scorer = scorers.start()) {
            Variant half = pinned("b", "v1", VariantList.RANKED);
            scorer.tell(champion("v2"), experiment(new Variant("b", 0.5, false, half.list(), half.model())));
            int inB = 0;
            for (int user = 0; user < 100; user++) {
                ScoredTurn turn = scorer.turnOf(view("user-" + user, "tie", at(0)));
                inB += turn.variants().size();
                assertThat(turn.lanes()).hasSameSizeAs(turn.variants());
            }
            assertThat(inB).isBetween(35, 65).isEqualTo(tried.calls().size());
        }
    }

    @Test
    void costsNothingWithoutAnExperiment() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), experiment(pinned("b", "v1", VariantList.RANKED)));
            scorer.say(view("ann", "shoe", at(0)));
            assertThat(models.held("v1")).isOne();

            scorer.tell(experiment());
            scorer.turns();
            ScoredTurn turn = scorer.turnOf(view("ann", "sock", at(1)));

            assertThat(turn.variants()).isEmpty();
            assertThat(turn.lanes()).isEmpty();
            assertThat(scorer.user("ann").orElseThrow().others()).isEmpty();
            assertThat(tried.calls()).hasSize(1);
            assertThat(models.held("v1")).as("given back").isZero();
            assertThat(tried.openScorers()).isZero();
        }
    }

    @Test
    void goesOnWithItsVariantsAfterARestart() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), experiment(pinned("b", "v1", VariantList.RANKED)));
            scorer.say(view("ann", "shoe", at(0)));
            checkpoint = scorer.checkpoint();
        }
        try (var scorer = scorers.restore(checkpoint)) {
            ScoredTurn turn = scorer.turnOf(view("ann", "sock", at(1)));

            assertThat(turn.variants()).extracting(TurnVariant::id).containsExactly("b");
            assertThat(turn.lanes()).hasSize(1);
            assertThat(tried.lastRequest().inputs()).as("a step, no replay").hasSize(1);
        }
    }

    @Test
    void saysThatAVariantHasNoModelWhileItLoadsAndWhenItIsRefused() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), experiment(pinned("b", "v3", VariantList.RANKED)));
            TurnVariant without = new TurnVariant("b", false, VariantList.RANKED, TurnVariant.NO_MODEL);
            assertThat(scorer.turnOf(view("ann", "shoe", at(0))).variants()).containsExactly(without);

            models.refuses("v3", "its golden answers differ");
            assertThat(scorer.turnOf(view("ann", "sock", at(1))).variants()).containsExactly(without);

            assertThat(scorer.metrics().gauge(MetricNames.VARIANT_MODELS_REFUSED))
                    .isEqualTo(1L);
            assertThat(scorer.metrics().count(MetricNames.RELEASES_REFUSED)).isZero();
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("v2");
        }
    }

    @Test
    void takesALoadedModelIntoServiceWithoutWaitingForAnInteraction() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), experiment(pinned("b", "v3", VariantList.RANKED)));
            scorer.setProcessingTime(10 * Scorers.LOAD_POLL_MS);
            assertThat(scorer.metrics().gauge(MetricNames.VARIANT_MODELS)).isEqualTo(1);
            assertThat(scorer.metrics().gauge(MetricNames.VARIANT_MODELS_LOADED))
                    .isEqualTo(0);

            models.has(new FakeModel("v3", "hat"));
            scorer.setProcessingTime(11 * Scorers.LOAD_POLL_MS);

            assertThat(scorer.metrics().gauge(MetricNames.VARIANT_MODELS_LOADED))
                    .isEqualTo(1);
            assertThat(scorer.timers()).as("nothing is loading").isZero();
        }
    }

    @Test
    void answersWhereAVariantsModelFails() throws Exception {
        tried.duringCalls(() -> {
            throw new IllegalStateException("out of memory on the device");
        });
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), experiment(shadow("b", "v1", VariantList.RANKED)));

            for (int minute = 0; minute < 3; minute++) {
                ScoredTurn turn = scorer.turnOf(view("ann", "tie", at(minute)));
                assertThat(turn.model().version()).isEqualTo("v2");
                assertThat(turn.variants())
                        .containsExactly(new TurnVariant("b", true, VariantList.RANKED, TurnVariant.NO_MODEL));
            }
            assertThat(models.held("v1")).as("given back at once").isZero();
            assertThat(scorer.metrics().gauge(MetricNames.VARIANT_MODELS_LOADED))
                    .isEqualTo(0);
        }
    }

    @Test
    void followsTheChampionAsItWasReleased() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(
                    experiment(new Variant("b", 1, true, VariantList.MODEL, VariantModel.CHAMPION_AS_RELEASED)),
                    champion("v1"));
            assertThat(scorer.turnOf(view("ann", "tie", at(0))).lanes())
                    .extracting(lane -> lane.version())
                    .containsExactly("v1");

            scorer.tell(champion("v2"));
            assertThat(scorer.turnOf(view("ann", "shoe", at(1))).lanes())
                    .extracting(lane -> lane.version())
                    .containsExactly("v2");
            assertThat(models.held("v1")).isZero();
        }
    }

    @Test
    void tellsTheModelsOfVariantsWhatIsWithdrawn() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), withdrawn("hat"), experiment(shadow("b", "v1", VariantList.MODEL)));
            scorer.tell(withdrawn("sock"));

            assertThat(scorer.turnOf(view("ann", "tie", at(0))).lanes().get(0).proposals())
                    .extracting(ScoredItem::itemId)
                    .containsExactly("shoe");
        }
    }

    @Test
    void opensTheViewOfAVariantsModelBesideItsTaskAndTellsItWhatIsSaidMeanwhile() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"));
            scorer.say(view("ann", "tie", at(0)));
            models.opensLater();
            scorer.tell(experiment(shadow("b", "v1", VariantList.MODEL)));
            assertThat(scorer.turnOf(view("ann", "tie", at(1))).lanes())
                    .as("loaded, not open")
                    .isEmpty();

            models.openViews();
            scorer.tell(withdrawn("hat"));

            assertThat(scorer.turnOf(view("ann", "tie", at(2))).lanes().get(0).proposals())
                    .extracting(ScoredItem::itemId)
                    .containsExactly("sock", "shoe");
        }
    }

    @Test
    void keepsTheChampionBeforeAsAShadow() throws Exception {
        OperatorSubtaskState checkpoint;
        TurnVariant previous = new TurnVariant("previous", true, VariantList.RANKED, 1);
        Scorers comparing = scorers.comparingThePrevious(1);
        try (var scorer = comparing.start()) {
            scorer.tell(champion("v1"));
            assertThat(scorer.turnOf(view("ann", "tie", at(0))).variants()).isEmpty();

            scorer.tell(champion("v2"));
            ScoredTurn turn = scorer.turnOf(view("ann", "shoe", at(1)));
            assertThat(turn.variants()).containsExactly(previous);
            assertThat(turn.lanes().get(0).version()).isEqualTo("v1");
            checkpoint = scorer.checkpoint();

            scorer.tell(experiment(pinned("b", "v1", VariantList.RANKED)));
            assertThat(scorer.turnOf(view("ann", "sock", at(2))).variants())
                    .as("of those whom the champion answers")
                    .extracting(TurnVariant::id)
                    .containsExactly("b");
        }
        try (var scorer = comparing.restore(checkpoint)) {
            assertThat(scorer.turnOf(view("ann", "sock", at(2))).variants()).containsExactly(previous);

            scorer.tell(rejected("v1"));
            assertThat(scorer.turnOf(view("ann", "hat", at(3))).variants()).isEmpty();
        }
    }

    @Test
    void knowsTheChampionBeforeByItsReleaseThoughItNeverServedHere() throws Exception {
        try (var scorer = scorers.comparingThePrevious(1).start()) {
            scorer.tell(superseded("v0", "v1"), champion("v2"), superseded("v1", "v2"));
            assertThat(models.asked()).as("none before the champion").containsExactly("v2");

            assertThat(previousOf(scorer, 0)).containsExactly("v1");
            assertThat(models.asked()).containsExactly("v2", "v1");
        }
    }

    @Test
    void comparesWithTheChampionBeforeAfterARestartAcrossPromotions() throws Exception {
        models.has(new FakeModel("v3", "hat"));
        Scorers comparing = scorers.comparingThePrevious(1);
        OperatorSubtaskState checkpoint;
        try (var scorer = comparing.start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "tie", at(0)));
            checkpoint = scorer.checkpoint();
        }
        try (var scorer = comparing.restore(checkpoint)) {
            scorer.tell(champion("v2"), superseded("v1", "v2"), champion("v3"), superseded("v2", "v3"));
            assertThat(previousOf(scorer, 1)).as("v3 serves, v2 never did").containsExactly("v2");
            checkpoint = scorer.checkpoint();
        }
        try (var scorer = comparing.restore(checkpoint)) {
            assertThat(previousOf(scorer, 2)).containsExactly("v2");

            scorer.tell(rejected("v3"), champion("v2"));
            assertThat(previousOf(scorer, 3)).as("never one that was rejected").containsExactly("v1");
        }
    }

    /** The version of the champion before, where a turn has it. */
    private static List<String> previousOf(ScorerHarness scorer, int minute) throws Exception {
        ScoredTurn turn = scorer.turnOf(view("ann", "tie", at(minute)));
        assertThat(turn.variants()).extracting(TurnVariant::id).isSubsetOf("previous");
        return turn.lanes().stream().map(LaneScores::version).toList();
    }

    @Test
    void swapsBackToTheChampionBeforeWithoutALoad() throws Exception {
        try (var scorer = scorers.comparingThePrevious(1).start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "tie", at(0)));
            scorer.tell(champion("v2"), superseded("v1", "v2"));
            assertThat(previousOf(scorer, 1)).containsExactly("v1");
            assertThat(models.loads("v1")).as("held while it became a shadow").isOne();

            scorer.tell(rejected("v2"), champion("v1"));
            ScoredTurn turn = scorer.turnOf(view("ann", "shoe", at(2)));

            assertThat(turn.model().version()).isEqualTo("v1");
            assertThat(turn.variants()).isEmpty();
            assertThat(models.loads("v1")).isOne();
            assertThat(models.loads("v2")).isOne();
            assertThat(models.held("v1")).as("as champion alone").isOne();
            assertThat(models.held("v2")).isZero();
        }
    }

    @Test
    void asksAPinnedVersionNoMoreOnceItIsRejected() throws Exception {
        TurnVariant out = new TurnVariant("b", false, VariantList.RANKED, TurnVariant.NO_MODEL);
        OperatorSubtaskState checkpoint;
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v2"), experiment(pinned("b", "v1", VariantList.RANKED)));
            assertThat(scorer.turnOf(view("ann", "tie", at(0))).lanes()).hasSize(1);
            assertThat(scorer.metrics().gauge(MetricNames.VARIANTS_REJECTED)).isEqualTo(0);

            scorer.tell(rejected("v1"));

            ScoredTurn turn = scorer.turnOf(view("ann", "shoe", at(1)));
            assertThat(turn.variants()).containsExactly(out);
            assertThat(turn.model().version()).isEqualTo("v2");
            assertThat(models.held("v1")).as("given back").isZero();
            assertThat(scorer.metrics().gauge(MetricNames.VARIANTS_REJECTED)).isEqualTo(1);
            for (int round = 0; round < 100; round++) {
                scorer.tell(rejected("another-" + round));
            }
            checkpoint = scorer.checkpoint();
        }
        try (var scorer = scorers.restore(checkpoint)) {
            scorer.tell(experiment(pinned("b", "v1", VariantList.RANKED), shadow("c", "v1", VariantList.MODEL)));

            assertThat(scorer.turnOf(view("ann", "hat", at(2))).lanes()).isEmpty();
            assertThat(scorer.metrics().gauge(MetricNames.VARIANTS_REJECTED)).isEqualTo(2);
            scorer.tell(experiment());
            assertThat(scorer.metrics().gauge(MetricNames.VARIANTS_REJECTED)).isEqualTo(0);
        }
    }

    @Test
    void comparesNoChampionWithTheOneThatWasTakenBack() throws Exception {
        try (var scorer = scorers.comparingThePrevious(1).start()) {
            scorer.tell(champion("v1"), champion("v2"), rejected("v2"), champion("v1"));

            assertThat(scorer.turnOf(view("ann", "tie", at(0))).variants()).isEmpty();
        }
    }
}
