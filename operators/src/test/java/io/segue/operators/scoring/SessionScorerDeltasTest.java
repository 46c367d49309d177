package io.segue.operators.scoring;

import static io.segue.operators.fixture.FakeModelSource.stateOf;
import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.learned;
import static io.segue.operators.fixture.Told.unlearned;
import static io.segue.operators.fixture.Told.withContent;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.TurnVariant;
import io.segue.state.MetricNames;
import io.segue.state.item.ItemContent;
import io.segue.state.release.VariantList;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which state of its learning the model that answers is in. Its first item names the state. */
@Timeout(60)
class SessionScorerDeltasTest {
    private final FakeModel bundle = state(0);
    private final FakeModelSource models = FakeModelSource.with(bundle);
    private final Scorers scorers = Scorers.of(models);
    private int minute;

    private static FakeModel state(int number) {
        return new FakeModel("v1", "state-" + number, "shoe", "sock");
    }

    private ScorerHarness serving() throws Exception {
        ScorerHarness scorer = scorers.start();
        scorer.tell(champion("v1"));
        scorer.setProcessingTime(Scorers.LOAD_POLL_MS);
        return scorer;
    }

    /** Says something until the model that answers is in this state. */
    private void awaitState(ScorerHarness scorer, int number) throws Exception {
        while (!firstItem(scorer).equals("state-" + number)) {
            Thread.sleep(1);
        }
        assertThat(scorer.metrics().gauge(MetricNames.DELTA_NUMBER)).isEqualTo(number);
    }

    private String firstItem(ScorerHarness scorer) throws Exception {
        return scorer.itemsAfter(view("ann", "hat", at(minute++))).get(0);
    }

    @Test
    void takesADeltaIntoServiceAndKeepsWhatItKnowsOfSessions() throws Exception {
        FakeModel first = state(1);
        try (var scorer = serving()) {
            scorer.say(view("bob", "hat", at(0)));
            scorer.tell(learned("v1", 1));
            assertThat(firstItem(scorer)).as("it loads").isEqualTo("state-0");

            models.learned("v1", 1, first);
            awaitState(scorer, 1);

            scorer.say(view("bob", "sock", at(1)));
            assertThat(first.lastRequest().inputs()).as("one step, no replay").hasSize(1);
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isZero();
            assertThat(scorer.metrics().count(MetricNames.DELTAS_APPLIED)).isOne();
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("v1");
            assertThat(bundle.openScorers()).isZero();
            assertThat(models.held("v1")).as("the bundle stays, to go back to").isOne();
        }
        assertThat(models.heldInAll()).isZero();
        assertThat(first.openScorers()).isZero();
    }

    @Test
    void takesADeltaIntoServiceAlsoWhileNobodySaysAnything() throws Exception {
        try (var scorer = serving()) {
            scorer.tell(learned("v1", 1));
            models.learned("v1", 1, state(1));

            long nowMs = Scorers.LOAD_POLL_MS;
            while (scorer.metrics().gauge(MetricNames.DELTA_NUMBER).equals(0)) {
                Thread.sleep(1);
                nowMs += Scorers.LOAD_POLL_MS;
                scorer.setProcessingTime(nowMs);
            }
            assertThat(scorer.metrics().gauge(MetricNames.DELTA_NUMBER)).isEqualTo(1);
        }
    }

    @Test
    void appliesAllThatAreThereAtOnce() throws Exception {
        models.learned("v1", 1, state(1));
        models.learned("v1", 4, state(4));
        try (var scorer = serving()) {
            scorer.tell(learned("v1", 1));
            awaitState(scorer, 1);
            scorer.tell(learned("v1", 3), learned("v1", 4), learned("v1", 2));
            awaitState(scorer, 4);

            assertThat(models.asked()).containsExactly("v1", stateOf("v1", 1), stateOf("v1", 4));
            assertThat(scorer.metrics().count(MetricNames.DELTAS_APPLIED)).isEqualTo(4);
            assertThat(models.held(stateOf("v1", 1))).as("given back").isZero();
        }
    }

    @Test
    void waitsAtAGapForACompleteOne() throws Exception {
        models.learned("v1", 17, state(17));
        try (var scorer = serving()) {
            scorer.tell(learned("v1", 15), learned("v1", 17));
            assertThat(firstItem(scorer)).isEqualTo("state-0");
            assertThat(scorer.metrics().gauge(MetricNames.DELTAS_WAITING)).isEqualTo(2);

            scorer.tell(learned("v1", 16));
            awaitState(scorer, 17);

            assertThat(scorer.metrics().gauge(MetricNames.DELTAS_WAITING)).isEqualTo(0);
            scorer.tell(learned("v1", 15));
            assertThat(firstItem(scorer)).as("an older one changes nothing").isEqualTo("state-17");
            assertThat(models.asked()).containsExactly("v1", stateOf("v1", 17));
        }
    }

    @Test
    void keepsTheDeltasOfAVersionThatIsStillToServe() throws Exception {
        models.learned("v1", 1, state(1));
        try (var scorer = scorers.start()) {
            scorer.tell(learned("v1", 1));
            scorer.tell(champion("v1"));
            scorer.setProcessingTime(Scorers.LOAD_POLL_MS);

            awaitState(scorer, 1);
        }
    }

    @Test
    void servesTheNextReleaseWithoutWhatTheOneBeforeLearned() throws Exception {
        models.learned("v1", 1, state(1));
        models.has(new FakeModel("v2", "new", "shoe"));
        try (var scorer = serving()) {
            scorer.tell(learned("v1", 1));
            awaitState(scorer, 1);
            scorer.tell(learned("v1", 2));
            scorer.tell(champion("v2"));
            scorer.setProcessingTime(2 * Scorers.LOAD_POLL_MS);

            assertThat(firstItem(scorer)).isEqualTo("new");
            models.learned("v1", 2, state(2));
            assertThat(firstItem(scorer)).isEqualTo("new");
            assertThat(scorer.metrics().gauge(MetricNames.DELTA_NUMBER)).isEqualTo(0);
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isOne();
            while (models.held(stateOf("v1", 2)) > 0) {
                Thread.sleep(1);
            }
            assertThat(models.held("v1")).isZero();
        }
    }

    @Test
    void refusesADeltaThatCanNotBeLoadedAndServesOn() throws Exception {
        models.learned("v1", 1, state(1));
        models.learned("v1", 2, state(2));
        models.learned("v1", 16, state(16));
        models.refusesDelta("v1", 3);
        try (var scorer = serving()) {
            scorer.tell(learned("v1", 1));
            awaitState(scorer, 1);
            scorer.tell(learned("v1", 4), learned("v1", 3), learned("v1", 2));
            awaitState(scorer, 2);

            assertThat(scorer.metrics().count(MetricNames.DELTAS_REFUSED)).isOne();
            assertThat(scorer.metrics().gauge(MetricNames.DELTAS_WAITING)).isEqualTo(1);
            scorer.tell(learned("v1", 16));
            awaitState(scorer, 16);
        }
    }

    @Test
    void goesBackToTheReleaseForGoodWhenWhatItLearnedIsWithdrawn() throws Exception {
        models.learned("v1", 1, state(1));
        models.learned("v1", 16, state(16));
        OperatorSubtaskState checkpoint;
        try (var scorer = serving()) {
            scorer.tell(learned("v1", 1));
            awaitState(scorer, 1);

            scorer.tell(unlearned("v1"));
            awaitState(scorer, 0);

            assertThat(models.held(stateOf("v1", 1))).isZero();
            scorer.tell(learned("v1", 16));
            assertThat(firstItem(scorer)).isEqualTo("state-0");
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isZero();
            checkpoint = scorer.checkpoint();
        }
        try (var scorer = scorers.restore(checkpoint)) {
            scorer.tell(learned("v1", 16));
            assertThat(firstItem(scorer)).isEqualTo("state-0");
            assertThat(models.asked()).doesNotContain(stateOf("v1", 16));
        }
        assertThat(models.heldInAll()).isZero();
        assertThat(bundle.openScorers()).isZero();
    }

    @Test
    void comparesWhatItLearnedWithTheRelease() throws Exception {
        FakeModel first = state(1);
        models.learned("v1", 1, first);
        try (var scorer = scorers.comparingTheRelease(1).start()) {
            scorer.tell(champion("v1"));
            scorer.setProcessingTime(Scorers.LOAD_POLL_MS);
            assertThat(scorer.turnOf(view("ann", "hat", at(minute++))).variants())
                    .as("nothing learned")
                    .isEmpty();

            scorer.tell(learned("v1", 1));
            awaitState(scorer, 1);
            ScoredTurn turn = scorer.turnOf(view("ann", "tie", at(minute++)));
            assertThat(turn.variants()).containsExactly(new TurnVariant("released", true, VariantList.RANKED, 1));
            assertThat(turn.champion().proposals().get(0).itemId()).isEqualTo("state-1");
            assertThat(turn.lanes().get(0).proposals().get(0).itemId()).isEqualTo("state-0");
            assertThat(turn.lanes().get(0).version()).isEqualTo("v1");

            scorer.tell(unlearned("v1"));
            awaitState(scorer, 0);
            assertThat(scorer.turnOf(view("ann", "hat", at(minute++))).variants())
                    .isEmpty();
        }
        assertThat(models.heldInAll()).isZero();
    }

    @Test
    void goesOnAfterARestartInTheStateThatItServed() throws Exception {
        OperatorSubtaskState checkpoint;
        models.learned("v1", 16, state(16));
        models.learned("v1", 17, state(17));
        try (var scorer = serving()) {
            scorer.tell(learned("v1", 14), learned("v1", 15), learned("v1", 16), learned("v1", 17));
            awaitState(scorer, 17);
            checkpoint = scorer.checkpoint();
        }

        try (var scorer = scorers.restore(checkpoint)) {
            assertThat(firstItem(scorer)).as("nobody is answered without").isEqualTo("state-17");
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isZero();
            models.learned("v1", 18, state(18));
            scorer.tell(learned("v1", 18));
            awaitState(scorer, 18);
        }
    }

    @Test
    void tellsAModelThatLearnedWhatTheCatalogueSaidMeanwhile() throws Exception {
        FakeModel first = state(1);
        try (var scorer = serving()) {
            ItemContent before = new ItemContent("tea", "", 0, "");
            ItemContent meanwhile = new ItemContent("coffee", "", 0, "");
            scorer.tell(withContent("cup", before), withdrawn("shoe"), learned("v1", 1));
            scorer.tell(withContent("pot", meanwhile), withdrawn("sock"));

            models.learned("v1", 1, first);
            awaitState(scorer, 1);

            assertThat(first.told()).containsEntry("cup", before).containsEntry("pot", meanwhile);
            assertThat(scorer.itemsAfter(view("ann", "hat", at(minute)))).containsExactly("state-1");
        }
    }
}
