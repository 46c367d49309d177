package io.segue.operators.scoring;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.inSession;
import static io.segue.operators.fixture.Interactions.view;
import static io.segue.operators.fixture.Told.available;
import static io.segue.operators.fixture.Told.champion;
import static io.segue.operators.fixture.Told.stamp;
import static io.segue.operators.fixture.Told.withContent;
import static io.segue.operators.fixture.Told.withdrawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelRequest;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.model.RegistryModelSource;
import io.segue.operators.turn.ObservedTransition;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.state.MetricNames;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import io.segue.state.live.Transition;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.session.HiddenState;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.TurnPlace;
import io.segue.state.session.UserState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What turns interactions make. */
class SessionScorerTest {

    private final FakeModel model = new FakeModel("v1", "shoe", "sock", "hat", "bag", "coat");
    private final Scorers scorers = Scorers.with(model);

    @Test
    void makesATurnWithoutProposalsBeforeThereIsAModelAndSaysWhy() throws Exception {
        try (var scorer = scorers.start()) {
            ScoredTurn turn = scorer.turnOf(view("ann", "bag", at(0)));

            assertThat(turn.hasModel()).isFalse();
            assertThat(turn.model()).isEqualTo(new ModelVersion("none", "champion"));
            assertThat(turn.whyNoModel()).isEqualTo("no model yet");
            assertThat(turn.proposals()).isEmpty();
            assertThat(turn.similar()).isEmpty();
            assertThat(scorer.metrics().gauge(MetricNames.MODEL_VERSION)).isEqualTo("none");
        }
    }

    @Test
    void asksModelAndIndexOnceThereIsAModel() throws Exception {
        try (var scorer = scorers.start()) {
            model.withSimilar("tie");
            scorer.tell(champion("v1"));

            ScoredTurn turn = scorer.turnOf(view("ann", "shoe", at(0)));

            assertThat(turn.hasModel()).isTrue();
            assertThat(turn.model()).isEqualTo(new ModelVersion("v1", "champion"));
            assertThat(turn.proposals())
                    .containsExactly(new ScoredItem("sock", 0), new ScoredItem("hat", -1), new ScoredItem("bag", -2));
            assertThat(turn.similar()).containsExactly(new ScoredItem("tie", 1));
        }
    }

    @Test
    void namesTriggerAndSessionInTheTurn() throws Exception {
        try (var scorer = scorers.start()) {
            Interaction shoe = inSession("evening", view("ann", "shoe", at(0)));
            Interaction sock = inSession("evening", click("ann", "sock", at(1)));

            scorer.say(shoe, sock);

            @SuppressWarnings("unchecked") // the output of a scorer
            var element = (StreamRecord<SessionSignal>) scorer.getOutput().peek();
            assertThat(element.getTimestamp()).isEqualTo(at(0));
            List<ScoredTurn> turns = scorer.turns();
            assertThat(turns).extracting(ScoredTurn::trigger).containsExactly(shoe, sock);
            assertThat(turns).extracting(ScoredTurn::sessionId).containsOnly("evening");
            assertThat(turns).extracting(ScoredTurn::opensSession).containsExactly(true, false);
            assertThat(turns)
                    .extracting(ScoredTurn::place)
                    .containsExactly(new TurnPlace(at(0), 1), new TurnPlace(at(1), 2));
            assertThat(turns.get(1).tail())
                    .isEqualTo(scorer.user("ann").orElseThrow().tail());
        }
    }

    @Test
    void tellsWhatCameAfterWhatWithinTheDistance() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.say(view("ann", "shoe", at(0)), view("ann", "sock", at(1)), view("bob", "bag", at(1)));
            scorer.answers();

            scorer.say(view("ann", "hat", at(2)));

            assertThat(scorer.answers())
                    .filteredOn(ObservedTransition.class::isInstance)
                    .containsExactly(
                            new ObservedTransition(new Transition("sock", "hat", -0.0), at(2)),
                            new ObservedTransition(new Transition("shoe", "hat", -1), at(2)));

            scorer.say(view("ann", "coat", at(40)));
            assertThat(scorer.answers()).as("a new session").noneMatch(ObservedTransition.class::isInstance);
        }
    }

    @Test
    void leavesOutTheItemJustSeen() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            assertThat(scorer.itemsAfter(view("ann", "hat", at(1)))).containsExactly("shoe", "sock", "bag");
        }
    }

    @Test
    void tellsEveryModelTheContentOfItems() throws Exception {
        ItemContent cap = new ItemContent("caps", "Acme", 10, "Cap");
        try (var scorer = scorers.start()) {
            scorer.tell(withContent("cap", cap), withContent("old", cap), withdrawn("old"), champion("v1"));
            scorer.say(view("ann", "shoe", at(0)));
            assertThat(model.told()).as("when it comes").containsOnly(Map.entry("cap", cap));

            scorer.tell(withContent("tie", cap));
            assertThat(model.told()).as("while it serves").containsEntry("tie", cap);
        }
    }

    @Test
    void countsVectorsThatTheModelDoesNotRead() throws Exception {
        ItemContent fits = ItemContent.UNKNOWN.withVector(ItemVector.of(1, 2));
        ItemContent short1 = ItemContent.UNKNOWN.withVector(ItemVector.of(1));
        model.readsVectorsOf(2);
        try (var scorer = scorers.start()) {
            scorer.tell(withContent("cap", fits), withContent("tie", short1), withContent("sock", ItemContent.UNKNOWN));
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)));
            assertThat(scorer.metrics().count(MetricNames.ITEMS_VECTOR_IGNORED))
                    .as("when it comes")
                    .isOne();

            scorer.tell(withContent("bag", short1), withContent("tie", fits));
            assertThat(scorer.metrics().count(MetricNames.ITEMS_VECTOR_IGNORED))
                    .as("while it serves")
                    .isEqualTo(2);
        }
    }

    @Test
    void proposesAWithdrawnItemToNobodyUntilItIsAvailableAgain() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(withdrawn("hat"), champion("v1"));
            assertThat(scorer.itemsAfter(view("ann", "coat", at(1))))
                    .as("withdrawn before the model came")
                    .containsExactly("shoe", "sock", "bag");

            scorer.tell(withdrawn("sock"));
            assertThat(scorer.itemsAfter(view("ann", "coat", at(2))))
                    .as("withdrawn while the model serves")
                    .containsExactly("shoe", "bag");

            scorer.tell(available("hat"));
            assertThat(scorer.itemsAfter(view("ann", "coat", at(3)))).containsExactly("shoe", "hat", "bag");
        }
    }

    @Test
    void playsABundleInRoundsOfOneModelCallEach() throws Exception {
        try (var scorer = scorers.inBundlesOf(6).start()) {
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "shoe", at(0)), view("bob", "hat", at(0)), view("ann", "sock", at(1)));
            scorer.say(view("cid", "bag", at(1)), view("ann", "hat", at(2)), view("bob", "sock", at(2)));

            assertThat(model.callSizes()).containsExactly(3, 2, 1);
            assertThat(scorer.turns())
                    .extracting(ScoredTurn::userId, ScoredTurn::itemId)
                    .containsExactly(
                            tuple("ann", "shoe"),
                            tuple("bob", "hat"),
                            tuple("cid", "bag"),
                            tuple("ann", "sock"),
                            tuple("bob", "sock"),
                            tuple("ann", "hat"));
            assertThat(scorer.metrics()
                            .histogram(MetricNames.BUNDLE_SIZE)
                            .getStatistics()
                            .getMax())
                    .isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesAUsersSecondStepFromWhereTheFirstEnded(Backend backend) throws Exception {
        try (var oneBundle = scorers.on(backend).inBundlesOf(2).start();
                var twoBundles = scorers.on(backend).start()) {
            for (ScorerHarness scorer : List.of(oneBundle, twoBundles)) {
                scorer.tell(champion("v1"));
                scorer.say(view("ann", "shoe", at(0)), click("ann", "sock", at(1)));
            }

            assertThat(oneBundle.user("ann")).isPresent().isEqualTo(twoBundles.user("ann"));
            assertThat(oneBundle.user("ann").orElseThrow().hidden())
                    .isEqualTo(new HiddenState(stamp("v1"), model.replay(shoeThenSock())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void beginsASessionWhereTheUsersSessionBeforeEnded(Backend backend) throws Exception {
        model.remembersUsers();
        try (var scorer = scorers.on(backend).start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)), view("ann", "hat", at(60)), view("ann", "sock", at(61)));

            SessionTail last = scorer.user("ann").orElseThrow().tail();
            assertThat(last.events()).extracting(SessionEvent::itemId).containsExactly("hat", "sock");
            List<StepInput> all = new ArrayList<>();
            all.add(new StepInput(
                    "shoe", ContextFeatures.of(InteractionType.VIEW, at(0), ContextFeatures.NO_PRECEDING)));
            all.addAll(last.inputs());
            assertThat(scorer.user("ann").orElseThrow().hidden())
                    .isEqualTo(new HiddenState(stamp("v1"), model.replay(all)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void remembersTheSessionAndItsHiddenVector(Backend backend) throws Exception {
        try (var scorer = scorers.on(backend).start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)), click("ann", "sock", at(1)));

            UserState ann = scorer.user("ann").orElseThrow();
            assertThat(ann.tail().events())
                    .containsExactly(
                            new SessionEvent("shoe", InteractionType.VIEW, at(0)),
                            new SessionEvent("sock", InteractionType.CLICK, at(1)));
            assertThat(ann.hidden()).isEqualTo(new HiddenState(stamp("v1"), model.replay(shoeThenSock())));
            assertThat(scorer.users()).containsExactly("ann");
        }
    }

    @Test
    void asksTheModelForOneStepAtATime() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "shoe", at(0)));
            ModelRequest first = model.lastRequest();
            assertThat(first.hidden()).as("the session starts").isEmpty();
            assertThat(first.excludedItemId()).isEqualTo("shoe");
            assertThat(first.inputs()).containsExactly(shoeThenSock().get(0));

            scorer.say(click("ann", "sock", at(1)));
            ModelRequest second = model.lastRequest();
            assertThat(second.hidden()).isEqualTo(model.replay(first.inputs()));
            assertThat(second.excludedItemId()).isEqualTo("sock");
            assertThat(second.inputs()).containsExactly(shoeThenSock().get(1));
            assertThat(scorer.metrics().count(MetricNames.HIDDEN_REBUILT)).isZero();
        }
    }

    @Test
    void excludesNothingWhereListsMayHoldTheItemJustSeen() throws Exception {
        try (var scorer = scorers.proposingTheNewestToo().start()) {
            scorer.tell(champion("v1"));

            scorer.say(view("ann", "shoe", at(0)));

            assertThat(model.lastRequest().excludedItemId()).isEmpty();
        }
    }

    @Test
    void startsANewSessionWithoutMemory() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)));

            scorer.say(view("ann", "hat", at(30)));

            ModelRequest request = model.lastRequest();
            assertThat(request.isMemory()).as("for a model that has one").isTrue();
            assertThat(request.inputs()).extracting(StepInput::itemId).containsExactly("hat");
            assertThat(scorer.user("ann").orElseThrow().hidden())
                    .isEqualTo(new HiddenState(stamp("v1"), model.replay(request.inputs())));
            assertThat(request.inputs().get(0).context().gapBin())
                    .as("no preceding one")
                    .isZero();
            UserState ann = scorer.user("ann").orElseThrow();
            assertThat(ann.sessionId()).isEqualTo("ann@" + at(30));
            assertThat(ann.tail().events()).hasSize(1);
        }
    }

    @Test
    void keepsUsersApart() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            scorer.say(view("ann", "shoe", at(0)), view("bob", "hat", at(0)), view("ann", "sock", at(1)));

            assertThat(scorer.users()).containsExactlyInAnyOrder("ann", "bob");
            assertThat(scorer.user("bob").orElseThrow().tail().events())
                    .extracting(SessionEvent::itemId)
                    .containsExactly("hat");
        }
    }

    @Test
    void failsTheTaskWhenTheModelDoes() throws Exception {
        try (var scorer = scorers.start()) {
            scorer.tell(champion("v1"));
            model.duringCalls(() -> {
                throw new IllegalStateException("the device is gone");
            });

            assertThatThrownBy(() -> scorer.say(view("ann", "shoe", at(0)))).hasMessage("the device is gone");
        }
    }

    @Test
    void canBeShippedToATaskManager() throws Exception {
        SessionScorer scorer = new SessionScorer(scorers.settings(), new RegistryModelSource("cpu"));

        assertThat(InstantiationUtil.clone(scorer)).isNotSameAs(scorer);
    }

    private static List<StepInput> shoeThenSock() {
        return List.of(
                new StepInput("shoe", ContextFeatures.of(InteractionType.VIEW, at(0), ContextFeatures.NO_PRECEDING)),
                new StepInput("sock", ContextFeatures.of(InteractionType.CLICK, at(1), at(0))));
    }
}
